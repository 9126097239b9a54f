import { watch } from 'chokidar';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createSelection, isSourceFile } from './imports/selection.ts';

/** Editors and checkouts write several files at a time; this is long enough to see them as one. */
const settleTime = 60;

/**
 * Runs a task now and each time a source file of the project changes, until the process is told
 * to end. A change while the task runs makes it run again.
 */
export async function watchProject(root: string, task: () => Promise<void>): Promise<void> {
  const ended = new Promise<'ended'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve('ended'));
    }
  });
  let reason: 'ended' | 'new rules';
  do {
    reason = await watchSelection(root, () => run(task), ended);
  } while (reason !== 'ended');
}

async function run(task: () => Promise<void>): Promise<void> {
  if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
  await task();
  process.stdout.write('\nWatching for changes. Press Ctrl+C to end.\n');
}

/** Watches what belongs to the project now, until the end or until a `.gitignore` file changes. */
async function watchSelection(
  root: string,
  task: () => Promise<void>,
  ended: Promise<'ended'>,
): Promise<'ended' | 'new rules'> {
  const isLeftOut = createSelection(root);
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      stats !== undefined &&
      !isRules(path) &&
      (isLeftOut(path, stats.isDirectory()) || (stats.isFile() && !isSourceFile(path))),
  });
  let running = Promise.resolve();
  const runNext = (): void => {
    running = running.then(task).catch((error: unknown) => {
      watcher.emit('error', error);
    });
  };
  let timer: NodeJS.Timeout | undefined;
  const rulesChanged = new Promise<'new rules'>((resolve) => {
    watcher.on('all', (_event, path) => {
      if (isRules(path)) return resolve('new rules');
      clearTimeout(timer);
      timer = setTimeout(runNext, settleTime);
    });
  });
  const failed = once(watcher, 'error').then(([error]) => {
    throw error;
  });
  await Promise.race([once(watcher, 'ready'), failed]);
  runNext();
  try {
    const reason = await Promise.race([ended, rulesChanged, failed]);
    await Promise.race([running, failed]);
    return reason;
  } finally {
    clearTimeout(timer);
    await watcher.close();
  }
}

function isRules(path: string): boolean {
  return basename(path) === '.gitignore';
}
