import { spawnSync } from 'node:child_process';
import { runOrExit } from './run.mjs';

const env = { DEBIAN_FRONTEND: 'noninteractive' };

/** Whether packages of Debian can be installed: by root, where there is apt. */
export function canInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Installs packages of Debian. */
export async function installPackages(names) {
  await runOrExit('apt-get', ['update', '-qq'], { env });
  const options = ['-y', '-qq', '--no-install-recommends'];
  await runOrExit('apt-get', ['install', ...options, ...names], { env });
}
