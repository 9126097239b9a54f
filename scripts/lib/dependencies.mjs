import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { step } from './progress.mjs';
import { runOrExit } from './run.mjs';

const stamp = join(root, 'node_modules/.callgate-lock');

/** Installs the npm dependencies unless those of the lockfile are there. */
export async function installDependencies() {
  if (readStamp() === hashLockfile()) return;
  await step('install npm dependencies (npm install)', () =>
    runOrExit('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund']),
  );
  writeFileSync(stamp, hashLockfile());
}

function readStamp() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function hashLockfile() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
