import { watch } from 'chokidar';
import { once } from 'node:events';
import { createSelection, isSourceFile } from './imports/selection.ts';

/** Editors and checkouts write several files at a time; this is long enough to see them as one. */
const settleTime = 60;

/**
 * Runs a task now and each time a source file of the project changes, until the process is told
 * to end. A change while the task runs makes it run again.
 */
export async function watchProject(root: string, task: () => Promise<void>): Promise<void> {
  const isLeftOut = createSelection(root);
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      stats !== undefined &&
      (isLeftOut(path, stats.isDirectory()) || (stats.isFile() && !isSourceFile(path))),
  });
  const run = async (): Promise<void> => {
    if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    await task();
    process.stdout.write('\nWatching for changes. Press Ctrl+C to end.\n');
  };
  let running = Promise.resolve();
  const runNext = (): void => {
    running = running.then(run).catch((error: unknown) => {
      watcher.emit('error', error);
    });
  };
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(runNext, settleTime);
  });
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const failed = once(watcher, 'error').then(([error]) => {
    throw error;
  });
  await Promise.race([once(watcher, 'ready'), failed]);
  runNext();
  try {
    await Promise.race([ended, failed]);
  } finally {
    clearTimeout(timer);
    await watcher.close();
  }
}
