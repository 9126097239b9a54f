import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import type { Page } from 'playwright-core';

import { FEATURES } from '../../app/features.ts';
import type { Scene } from '../support/browser-test.ts';

const root = resolve(import.meta.dirname, '../..');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES = ['/', '/new', '/posts/welcome', '/cache', '/calls', '/account', '/features'];

/** All pages: that they have what the list of features says, and can be used by everybody. */
export function testPages(scene: () => Scene): void {
  test('each feature is on the page and in the file that the list names', async () => {
    const { open } = scene();
    const page = await open('/features', { as: 'ada' });
    const links = await page.locator('.features h2 a').evaluateAll((all) =>
      all.map((link) => link.getAttribute('href')),
    );
    assert.deepEqual(
      links,
      FEATURES.map((feature) => `${feature.page}#${feature.id}`),
    );
    for (const { id, page: path, source } of FEATURES) {
      const text = await readFile(join(root, source), 'utf8');
      assert.ok(text.includes(`data-feature="${id}"`), `${source} names ${id}`);
      // The form that signs in is for those who are not.
      const as = id === 'inline-function' ? undefined : 'ada';
      const shown = await open(path, { javaScript: false, ...(as && { as }) });
      assert.equal(await shown.locator(`#${id}[data-feature="${id}"]`).count(), 1, `${path} has ${id}`);
      await shown.context().close();
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no page has a fault that axe finds, in ${colorScheme}`, async () => {
      const { app, open } = scene();
      const page = await open('/', { as: 'ada' });
      await page.emulateMedia({ colorScheme });
      for (const path of PAGES) {
        await page.goto(app.origin + path);
        assert.deepEqual(await faults(page), [], path);
      }
      const stranger = await open('/account');
      await stranger.emulateMedia({ colorScheme });
      assert.deepEqual(await faults(stranger), []);
    });
  }

  test('a page that is not there is 404, in Flight too', async () => {
    const { app } = scene();
    for (const accept of ['text/html', 'text/x-component']) {
      const response = await fetch(`${app.origin}/posts/nothing`, { headers: { accept } });
      assert.equal(response.status, 404);
      assert.match(await response.text(), /There is no such page/);
    }
  });
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async () => {
    const run: (context: Document) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> =
      Reflect.get(globalThis, 'axe').run;
    const { violations } = await run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}
