import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Page } from 'playwright-core';

import { hydrated, type Scene } from '../support/browser-test.ts';
import { eventually } from '../support/eventually.ts';
import { createPost } from '../support/posts.ts';

/** What a change shows of what is cached. */
export function testCache(scene: () => Scene): void {
  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without';
    test(`revalidate-tag: updateTag shows at once, revalidateTag once later, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const page = await open('/cache', { javaScript });
      const before = (await app.data()).applause;

      await page.getByRole('button', { name: 'Applaud, then updateTag' }).click();
      await shows(page, 'stored', before + 1);
      await shows(page, 'cached', before + 1);

      await page.getByRole('button', { name: 'Applaud, then revalidateTag' }).click();
      await shows(page, 'stored', before + 2);
      await shows(page, 'cached', before + 1);
      await page.getByText('In the cache, stale').waitFor();

      await eventually(async () => {
        if (javaScript) await page.getByRole('button', { name: 'Show the page again' }).click();
        else await page.goto(`${app.origin}/cache`);
        assert.equal(await numberOf(page, 'cached'), before + 2);
      });
      assert.equal(await numberOf(page, 'stored'), before + 2);
    });
  }

  test('revalidate-path: what a page has cached lasts until its post is edited', async () => {
    const { open } = scene();
    const id = await createPost(scene(), 'ada', 'Counted', 'Four words of text');
    const page = await open(`/posts/${id}`, { as: 'ada' });
    const words = page.locator('[data-feature="revalidate-path"]');
    assert.equal(await words.textContent(), '4 words');
    const count = await words.getAttribute('data-count');
    await page.reload();
    await hydrated(page);
    assert.equal(await words.getAttribute('data-count'), count, 'it was not counted again');
    await page.getByText('Edit this post').click();
    await page.getByLabel('Text').fill('Two words');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 words', { exact: true }).waitFor();
    assert.notEqual(await words.getAttribute('data-count'), count);
  });
}

async function numberOf(page: Page, name: 'stored' | 'cached'): Promise<number> {
  return Number(await page.locator(`[data-number="${name}"]`).textContent());
}

async function shows(page: Page, name: 'stored' | 'cached', value: number): Promise<void> {
  await page.locator(`[data-number="${name}"]`).getByText(String(value), { exact: true }).waitFor();
}
