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
  // In a clone exactly what the lockfile says; in a working tree npm may bring the lockfile into
  // line with a package.json that was edited, and keeps what is installed.
  const command = existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  await step(`install npm dependencies (npm ${command})`, () =>
    runOrExit('npm', [command, '--loglevel=error', '--no-audit', '--no-fund']),
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
