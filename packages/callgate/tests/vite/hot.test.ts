import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Manifest } from 'callgate';
import { openBrowser } from '../cli/support/browser.ts';
import { copyApp, type Major } from './support/app.ts';
import { call, idOf, namesIn } from './support/call.ts';
import { serve } from './support/vite.ts';

const OVERLAY = 'vite-error-overlay';

for (const major of [8, 7] satisfies Major[]) {
  test(`edits while Vite ${major} serves`, async (t) => {
    const app = await copyApp(t, 'app', major);
    const { server, origin } = await serve(t, app);
    const browser = await openBrowser(t);
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForSelector('html[data-hydrated]');
    // What the user has typed, and the page itself, must outlive all edits.
    await page.fill('[name=by]', '5');
    await page.evaluate(() => Reflect.set(globalThis, 'mark', 'this page'));

    const manifest = async (): Promise<Manifest> => (
      await import.meta.resolve,
      (await runner().import('virtual:callgate/server')).manifest
    );
    const runner = () => {
      const { rsc } = server.environments;
      if (rsc === undefined || !app.vite.isRunnableDevEnvironment(rsc))
        throw new Error('no runner');
      return rsc.runner;
    };
    const greeting = async (text: string) => {
      await page.click('#greet');
      await page.waitForSelector(`#greeting:text-is("${text}")`);
    };

    await t.test('a call runs', () => greeting('Hello Ada, says the server'));

    await t.test("a function's body", async () => {
      await app.edit('src/actions.ts', 'return format(name)', 'return `${format(name)}!`');
      await untilGreets(page, 'Hello Ada, says the server!');
    });

    await t.test('what a function imports', async () => {
      await app.edit('src/format.ts', 'says', 'tells');
      await untilGreets(page, 'Hello Ada, tells the server!');
    });

    await t.test('what was typed is still there', async () => {
      assert.equal(await page.inputValue('[name=by]'), '5');
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'mark')), 'this page');
    });
    void manifest;
    void idOf;
    void namesIn;
    void call;
    void OVERLAY;
  });
}

/** Clicks until the function that runs is the one of the new text. */
async function untilGreets(page: Page, text: string): Promise<void> {
  for (;;) {
    await page.click('#greet');
    try {
      await page.waitForSelector(`#greeting:text-is("${text}")`, { timeout: 500 });
      return;
    } catch {
      // The watcher has not seen the edit yet.
    }
  }
}
