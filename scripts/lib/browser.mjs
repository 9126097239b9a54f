import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail, step } from './progress.mjs';
import { runOrExit } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Sees to it that tests find a browser: the one that `CHROMIUM` names, one on the path, or else
 * Debian's, which only root can install.
 */
export async function installBrowser() {
  if (process.env.CHROMIUM !== undefined || isOnPath()) return;
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync('apt-get', ['--version']).status === 0;
  if (!isRoot || !hasApt) {
    fail(
      'the tests need Chromium: install it (`sudo apt-get install chromium`), or set CHROMIUM to a browser',
    );
  }
  await step('install Chromium (apt-get install chromium)', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runOrExit('apt-get', ['update', '-qq'], { env });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
    await runOrExit('apt-get', install, { env });
  });
}

function isOnPath() {
  const directories = (process.env.PATH ?? '').split(delimiter);
  return directories.some((directory) => names.some((name) => existsSync(join(directory, name))));
}
