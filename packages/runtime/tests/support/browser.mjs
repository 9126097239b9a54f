// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

// No sandbox: tests run as root in containers, and open nothing but their own server.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that is installed. */
export function launchBrowser() {
  return chromium.launch({ executablePath: findBrowser(), args: FLAGS });
}

function findBrowser() {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const paths = directories.flatMap((directory) => NAMES.map((name) => join(directory, name)));
  const found = process.env['CHROMIUM'] ?? paths.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    'This test needs Chromium: run `apt-get install chromium`, or set CHROMIUM to a browser.',
  );
}
