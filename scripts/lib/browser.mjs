import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstall, installPackages } from './apt.mjs';
import { fail, step } from './progress.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Sees to it that tests find a browser: the one that `CHROMIUM` names, one on the path, or else
 * Debian's, which only root can install.
 */
export async function installBrowser() {
  if (process.env.CHROMIUM !== undefined || isOnPath()) return;
  if (!canInstall()) {
    fail(
      'the tests need Chromium: install it (`sudo apt-get install chromium`), or set CHROMIUM to a browser',
    );
  }
  await step('install Chromium (apt-get install chromium)', () => installPackages(['chromium']));
}

function isOnPath() {
  const directories = (process.env.PATH ?? '').split(delimiter);
  return directories.some((directory) => names.some((name) => existsSync(join(directory, name))));
}
