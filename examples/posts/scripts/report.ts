import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);

/** Writes the page of everything in `app` that can be called, with the command `callgate report`. */
export async function writeReport(root: string, path: string): Promise<void> {
  const packageFile = require.resolve('callgate/package.json');
  const cli = join(dirname(packageFile), 'bin/callgate.js');
  await promisify(execFile)(process.execPath, [cli, 'report', '--title', 'Posts', '--out', path], {
    cwd: root,
  });
}
