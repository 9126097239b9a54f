import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../cli/support/browser.ts';
import { copyApp } from './support/app.ts';
import { clickUntil } from './support/hot-page.ts';
import { serveBuild } from './support/serve-build.ts';
import { build, serve } from './support/vite.ts';

// An app of the shape of plugin-rsc's starter: its own dispatcher, made of plugin-rsc's functions.
const options = { dispatcher: 'plugin-rsc' } as const;

/** All that the starter does with server functions. */
async function useApp(page: Page, origin: string, first: number): Promise<void> {
  const counter = (count: number) =>
    page.waitForSelector(`#server-counter:text-is("Server Counter: ${count}")`);
  await page.goto(origin);
  await page.waitForSelector('html[data-hydrated]');
  await page.click('#client-counter');
  await page.waitForSelector('#client-counter:text-is("Client Counter: 1")');
  await counter(first);
  await page.click('#server-counter');
  await counter(first + 1);
  await page.click('#add-ten');
  await counter(first + 11);
  await page.click('#add');
  await page.waitForSelector('#total:text-is("201")');
  await page.waitForSelector('#client-counter:text-is("Client Counter: 1")');
}

/** The same without JavaScript. */
async function useForms(page: Page, origin: string, first: number): Promise<void> {
  await page.goto(origin);
  await page.click('#server-counter');
  await page.waitForSelector(`#server-counter:text-is("Server Counter: ${first + 1}")`);
  await page.click('#add');
  await page.waitForSelector('#total:text-is("201")');
}

/** What is not in the manifest cannot be had, whatever plugin-rsc's look-up makes of it. */
async function assertClosed(origin: string): Promise<void> {
  const ids = [
    'abc#constructor',
    `${'0'.repeat(40)}#f`,
    '/src/action.tsx#updateServerCounter',
    '#',
  ];
  for (const id of [...ids, '__proto__#f', 'constructor#name', 'toString#call']) {
    const answer = await fetch(`${origin}/_.rsc`, {
      method: 'POST',
      headers: { 'x-rsc-action': id },
      body: '[1]',
    });
    assert.equal(answer.status, 500, id);
  }
}

test("plugin-rsc's starter, built", async (t) => {
  const app = await copyApp(t, 'starter');
  await build(app, { options });
  const origin = await serveBuild(t, app);
  await useApp(await (await openBrowser(t)).newPage(), origin, 0);
  const plain = await openBrowser(t, { javaScriptEnabled: false });
  await useForms(await plain.newPage(), origin, 11);
  await assertClosed(origin);
});

test("plugin-rsc's starter, in development", async (t) => {
  const app = await copyApp(t, 'starter');
  const { origin } = await serve(t, app, { options });
  const page = await (await openBrowser(t)).newPage();
  await useApp(page, origin, 0);
  const plain = await openBrowser(t, { javaScriptEnabled: false });
  await useForms(await plain.newPage(), origin, 11);
  await assertClosed(origin);

  await app.edit('src/root.tsx', 'factor *', '2 * factor *');
  await page.goto(origin);
  await page.waitForSelector('html[data-hydrated]');
  await clickUntil(page, '#add', '#total', '401');
  await app.edit('src/action.tsx', 'serverCounter += change', 'serverCounter += 2 * change');
  await clickUntil(page, '#add-ten', '#server-counter', 'Server Counter: 20');
});
