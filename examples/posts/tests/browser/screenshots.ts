import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { hydrated, type Scene } from '../support/browser-test.ts';

/** For people to look at; Git ignores it. */
const DIRECTORY = resolve(import.meta.dirname, '../screenshots');

const PAGES = {
  home: '/',
  new: '/new',
  post: '/posts/compilers',
  cache: '/cache',
  calls: '/calls',
  account: '/account',
  features: '/features',
} as const;

const VIEWS = [
  ['light', { width: 1100, height: 800 }],
  ['dark', { width: 1100, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const;

/** Takes pictures of the main pages. */
export function takeScreenshots(scene: () => Scene): void {
  test('the main pages have their pictures taken', async () => {
    const { app, open } = scene();
    await mkdir(DIRECTORY, { recursive: true });
    const page = await open('/', { as: 'grace' });
    const stranger = await open('/account');
    for (const [view, viewport] of VIEWS) {
      for (const each of [page, stranger]) {
        await each.setViewportSize(viewport);
        await each.emulateMedia({ colorScheme: view === 'dark' ? 'dark' : 'light' });
      }
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(app.origin + path);
        await hydrated(page);
        await page.screenshot({ path: join(DIRECTORY, `${name}-${view}.png`), fullPage: true });
      }
      const path = join(DIRECTORY, `sign-in-${view}.png`);
      await stranger.screenshot({ path, fullPage: true });
    }
  });
}
