import assert from 'node:assert/strict';
import { test } from 'node:test';
import react from '@vitejs/plugin-react';
import { openBrowser } from '../cli/support/browser.ts';
import { copyApp } from './support/app.ts';
import { call } from './support/call.ts';
import { idsIn, until } from './support/hot-page.ts';
import { serve } from './support/vite.ts';

test('edits with React Refresh leave what components remember', async (t) => {
  const app = await copyApp(t, 'app');
  const { origin } = await serve(t, app, { plugins: react() });
  const page = await (await openBrowser(t)).newPage();
  await page.goto(origin);
  await page.waitForSelector('html[data-hydrated]');
  const shows = (element: string, text: string) =>
    page.waitForSelector(`${element}:text-is("${text}")`);
  const greeting = 'Hello Ada, says the server';
  await page.click('#greet');
  await shows('#greeting', greeting);
  await page.click('#add');
  await shows('#count', '42');
  await page.evaluate(() => Reflect.set(globalThis, 'mark', 'this page'));
  const assertRemembered = async () => {
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'mark')), 'this page');
    assert.equal(await page.textContent('#greeting'), greeting);
    assert.equal(await page.textContent('#count'), '42');
  };

  await t.test('of a client component', async () => {
    await app.edit('src/counter.tsx', '        Greet\n', '        Greet them\n');
    await shows('#greet', 'Greet them');
    await assertRemembered();
  });

  await t.test("of a server function's body", async () => {
    const { greet = '' } = await idsIn(app, 'src/actions.ts');
    await app.edit('src/actions.ts', 'return format(name)', 'return `${format(name)}!`');
    const answer = async () => (await call(origin, greet, ['Ada'])).text();
    await until(async () => (await answer()).includes(`${greeting}!`), 'the new code runs');
    // What the browser is told of is older than this, and arrives in order.
    await app.edit('src/page.tsx', '<h1>Page</h1>', '<h1>Page after the function</h1>');
    await shows('h1', 'Page after the function');
    await assertRemembered();
  });

  await t.test('of an inline server function and what it captures', async () => {
    await app.edit('src/page.tsx', 'const factor = 3', 'const factor = 5');
    await until(async () => {
      await page.click('#scale');
      return (await page.textContent('#scaled')) === '70';
    }, 'the new value is captured');
    await assertRemembered();
  });

  await t.test('of a client component that takes another server function', async () => {
    await app.edit('src/actions.ts', 'neverUsed', 'shout');
    await app.edit('src/counter.tsx', 'add, greet }', 'add, greet, shout }');
    await app.edit('src/counter.tsx', 'await greet(', '(await shout()) + await greet(');
    await until(async () => {
      await page.click('#greet');
      return (await page.textContent('#greeting'))?.startsWith('MARK-actions-unused') === true;
    }, 'the other function is called');
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'mark')), 'this page');
    assert.equal(await page.textContent('#count'), '42');
  });
});
