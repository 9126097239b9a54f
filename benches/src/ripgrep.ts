import { spawnSync } from 'node:child_process';

/** Whether ripgrep can be run; installs it where Debian's packages can be. */
export function installRipgrep(): boolean {
  if (isInstalled()) return true;
  console.log('• install ripgrep to compare scanProject with (apt-get install ripgrep)');
  spawnSync('apt-get', ['install', '-y', 'ripgrep'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (isInstalled()) return true;
  console.log('  ripgrep cannot be installed here; scanProject is not measured');
  return false;
}

/** Lists the files below `folder` that hold the directive. */
export function findInFiles(folder: string): void {
  const { status } = spawnSync('rg', ['-l', `['"]use server['"]`, folder]);
  if (status !== 0) throw new Error(`rg ended with ${status}`);
}

function isInstalled(): boolean {
  return spawnSync('rg', ['--version']).status === 0;
}
