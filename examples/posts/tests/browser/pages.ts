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
    const { app, open } = scene();
    const page = await open('/features', { as: 'ada' });
    const links = await page
      .locator('.features h2 a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.deepEqual(
      links,
      FEATURES.map((feature) => `${feature.page}#${feature.id}`),
    );
    for (const { id, source } of FEATURES) {
      const text = await readFile(join(root, source), 'utf8');
      assert.ok(text.includes(`data-feature="${id}"`), `${source} names ${id}`);
    }
    for (const path of new Set(FEATURES.map((feature) => feature.page))) {
      await page.goto(app.origin + path);
      const wanted = FEATURES.filter((feature) => feature.page === path).map(({ id }) => id);
      const there = await page
        .locator('[data-feature]')
        .evaluateAll((all) => all.map((element) => [element.id, element.dataset['feature']]));
      for (const id of wanted) {
        // The form that signs in is for those who are not.
        if (id === 'inline-function') continue;
        assert.equal(there.filter((each) => each.every((name) => name === id)).length, 1, id);
      }
    }
    const stranger = await open('/account');
    assert.equal(await stranger.locator('#inline-function').count(), 1);
  });

  test('no page has a fault that axe finds, in light and in dark', async () => {
    const { app, open } = scene();
    const page = await open('/', { as: 'ada' });
    const stranger = await open('/account');
    for (const path of PAGES) {
      await page.goto(app.origin + path);
      await assertFaultless(page);
    }
    await assertFaultless(stranger);
  });

  test('a page that is not there is 404, in Flight too', async () => {
    const { app } = scene();
    for (const accept of ['text/html', 'text/x-component']) {
      const response = await fetch(`${app.origin}/posts/nothing`, { headers: { accept } });
      assert.equal(response.status, 404);
      assert.match(await response.text(), /There is no such page/);
    }
  });
}

async function assertFaultless(page: Page): Promise<void> {
  await page.evaluate(await readFile(axe, 'utf8'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await faults(page), [], `${page.url()} in ${colorScheme}`);
  }
}

/** The part of axe that is used, which it puts into the page. */
interface Axe {
  run(context: Document): Promise<{
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  }>;
}

function faults(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { run }: Axe = Reflect.get(globalThis, 'axe');
    const { violations } = await run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}
