import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Data } from '../../lib/database.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/server/server/main.js');

/** A server in a process of its own, with data of its own. */
export interface TestServer {
  readonly origin: string;
  readonly dataFile: string;
  /** What it has printed so far. */
  output(): string;
  /** What its data file holds now. */
  data(): Promise<Data>;
  /** Ends it as a supervisor does; gives the exit code. */
  stop(): Promise<number | null>;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Starts the built server on a free port. */
export async function startServer(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'posts-'));
  const dataFile = join(directory, 'posts.json');
  const { child, output, ended } = spawnServer({ PORT: '0', POSTS_DATA: dataFile });
  const origin = await new Promise<string>((done, fail) => {
    child.stdout.on('data', () => {
      const found = /^Listening on (\S+)$/m.exec(output())?.[1];
      if (found !== undefined && output().includes('Stop with Ctrl+C.')) done(found);
    });
    void ended.then(() => fail(new Error(`The server did not start:\n${output()}`)));
  });
  return {
    origin,
    dataFile,
    output,
    data: async () => JSON.parse(await readFile(dataFile, 'utf8')),
    async stop() {
      child.kill('SIGTERM');
      const { code } = await ended;
      await rm(directory, { recursive: true, force: true });
      return code;
    },
  };
}

/** Runs the built server until it ends by itself. */
export function runServer(environment: Record<string, string>): Promise<Ended> {
  return spawnServer(environment).ended;
}

function spawnServer(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions', 'react-server', MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
  });
  let text = '';
  const collect = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]): Ended => ({ code, output: text }));
  return { child, output: () => text, ended };
}
