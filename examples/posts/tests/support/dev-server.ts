import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunningApp } from './app.ts';
import { runNode } from './process.ts';
import { toRunningApp } from './server.ts';

/** Starts Vite's development server for the application in `root`, with data of its own. */
export async function startDevServer(root: string): Promise<RunningApp> {
  const dataFile = join(await mkdtemp(join(tmpdir(), 'posts-')), 'posts.json');
  const server = runNode(['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: root,
    env: { POSTS_DATA: dataFile, PORT: '0', NO_COLOR: '1' },
  });
  const url = await server.printed(/Local:\s+(\S+)/);
  return toRunningApp(server, new URL(url).origin, dataFile);
}
