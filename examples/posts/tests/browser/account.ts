import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Page } from 'playwright-core';

import type { Scene } from '../support/browser-test.ts';
import { picture } from '../support/picture.ts';

/** Cookies and uploads. */
export function testAccount(scene: () => Scene): void {
  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without';
    test(`cookies: the theme is set, read and deleted, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const page = await open('/account', { javaScript });
      const dark = page.getByRole('button', { name: 'Dark' });
      await dark.click();
      await page.locator('html[data-theme="dark"]').waitFor();
      await page.locator('button[aria-pressed="true"]').getByText('Dark').waitFor();
      const [cookie] = await page.context().cookies();
      assert.deepEqual([cookie?.name, cookie?.value], ['posts_theme', 'dark']);
      assert.equal(cookie?.httpOnly, true);

      await page.goto(`${app.origin}/features`);
      await page.locator('html[data-theme="dark"]').waitFor();
      await page.goto(`${app.origin}/account`);
      await page.getByRole('button', { name: 'As my system' }).click();
      await page.locator('html[data-theme="system"]').waitFor();
      assert.deepEqual(await page.context().cookies(), []);
    });
  }

  test('upload: a bar follows the bytes, and the picture is there', async () => {
    const { app, open } = scene();
    const page = await open('/account', { as: 'ada' });
    const session = await page.context().newCDPSession(page);
    // Slow enough that there is something to follow.
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 1_000_000,
    });
    const bytes = picture(1_500_000);
    const file = { name: 'me.png', mimeType: 'image/png', buffer: bytes };
    await page.locator('[type="file"]').setInputFiles(file);
    const shown = await collectProgress(page);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('This is your picture now.').waitFor();
    const percents = await shown();
    assert.ok(percents.length > 3, `the bar has moved: ${percents}`);
    assert.deepEqual(
      percents.toSorted((a, b) => a - b),
      percents,
    );
    assert.equal(percents.at(-1), 100);

    const src = await page.locator('img.avatar').getAttribute('src');
    const ada = (await app.data()).users.find(({ id }) => id === 'ada');
    assert.equal(src, `/pictures/${ada?.picture}`);
    const answer = await page.request.get(`${app.origin}${src}`);
    assert.equal(answer.headers()['content-type'], 'image/png');
    assert.deepEqual(await answer.body(), bytes);
  });

  test('upload: what is no picture is refused by the function', async () => {
    const { app, open } = scene();
    const page = await open('/account', { as: 'grace', expectErrors: /415/ });
    const buffer = Buffer.from('<script>alert(1)</script>');
    const file = { name: 'me.png', mimeType: 'image/png', buffer };
    await page.locator('[type="file"]').setInputFiles(file);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('The picture must be a PNG, JPEG or WebP file.').waitFor();
    assert.equal((await app.data()).users.find(({ id }) => id === 'grace')?.picture, null);
  });
}

/** Notes each value that the progress bar gets; gives the notes. */
async function collectProgress(page: Page): Promise<() => Promise<number[]>> {
  const notes = await page.evaluateHandle(() => {
    const values: number[] = [];
    new MutationObserver(() => {
      const value = document.querySelector('progress')?.value;
      if (value !== undefined && value !== values.at(-1)) values.push(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return values;
  });
  return () => notes.jsonValue();
}
