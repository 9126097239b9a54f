import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A process whose output is kept. */
export interface RunningProcess {
  /** What it has printed so far. */
  output(): string;
  /** Resolves with what `pattern` finds in the output, as soon as it does. */
  printed(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
  /** Ends it as a supervisor does. */
  stop(): Promise<Ended>;
}

/** Runs Node. Of this process' environment it gets the path only. */
export function runNode(
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): RunningProcess {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  let text = '';
  const collect = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]): Ended => ({ code, output: text }));
  return {
    output: () => text,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(text);
          if (found !== null) resolve(found[1] ?? found[0]);
        };
        child.stdout.on('data', look);
        void ended.then(() => reject(new Error(`It has ended:\n${text}`)));
        look();
      }),
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
