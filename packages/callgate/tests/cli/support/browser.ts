import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

// No sandbox: tests run as root in containers, and open nothing but their own files.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findBrowser(): string {
  const chosen = process.env['CHROMIUM'];
  const directories = process.env['PATH']?.split(delimiter) ?? [];
  const paths = directories.flatMap((directory) => names.map((name) => join(directory, name)));
  const found = [...(chosen === undefined ? [] : [chosen]), ...paths].find((path) =>
    existsSync(path),
  );
  if (found !== undefined) return found;
  throw new Error(
    'this test needs Chromium: run `apt-get install chromium`, or set CHROMIUM to a browser',
  );
}

/** Starts a browser with a profile of its own, which goes when the test ends. */
export async function openBrowser(
  context: TestContext,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'callgate-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    ...options,
    executablePath: findBrowser(),
    headless: true,
    args: flags,
  });
  context.after(async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  });
  return browser;
}
