import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { RunningApp } from './app.ts';
import { runNode, type Ended, type RunningProcess } from './process.ts';

const root = resolve(import.meta.dirname, '../..');

/** The key that seals what functions capture. A deployment has it in its environment. */
const key = randomBytes(32).toString('base64');

/** Starts the built server on a free port, with data of its own. */
export async function startServer(): Promise<RunningApp> {
  const directory = await mkdtemp(join(tmpdir(), 'posts-'));
  const dataFile = join(directory, 'posts.json');
  const server = spawnServer({ PORT: '0', POSTS_DATA: dataFile });
  await server.printed(/Stop with Ctrl\+C/);
  return toRunningApp(server, await server.printed(/^Listening on (\S+)$/m), dataFile);
}

/** Runs the built server until it ends by itself. */
export function runServer(environment: Record<string, string>): Promise<Ended> {
  return spawnServer(environment).ended;
}

/** The application in a process, whose data file is alone in its directory. */
export function toRunningApp(server: RunningProcess, origin: string, dataFile: string): RunningApp {
  return {
    origin,
    dataFile,
    output: server.output,
    data: async () => JSON.parse(await readFile(dataFile, 'utf8')),
    async stop() {
      const { code } = await server.stop();
      await rm(resolve(dataFile, '..'), { recursive: true, force: true });
      return code;
    },
  };
}

function spawnServer(environment: Record<string, string>): RunningProcess {
  return runNode(['dist/rsc/main.js'], {
    cwd: root,
    env: { NODE_ENV: 'production', CALLGATE_KEYS: key, ...environment },
  });
}
