import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Page } from 'playwright-core';

import { hydrated, type Scene } from '../support/browser-test.ts';
import { holdCalls, isCall } from '../support/calls.ts';
import { eventually } from '../support/eventually.ts';
import { idOf } from '../support/manifest.ts';

/** What can become of a call. */
export function testCalls(scene: () => Scene): void {
  test('file-function, unauthorised: the function refuses, whoever calls', async () => {
    const { app, open } = scene();
    const before = (await app.data()).posts.map(({ id }) => id);
    const said = [
      [undefined, '401 sign-in-required: Sign in first.'],
      ['ada', '403 not-the-author: Only its author may change a post.'],
    ] as const;
    for (const [as, answer] of said) {
      const page = await open('/calls', { ...(as && { as }), expectErrors: /40[13]/ });
      await page.getByRole('button', { name: /^Delete a post of/ }).click();
      await page.getByRole('status').getByText(answer).waitFor();
    }
    const after = (await app.data()).posts.map(({ id }) => id);
    assert.deepEqual(after, before);
  });

  test('abort: a call that is called off ends on the server', async () => {
    const { app, open } = scene();
    const page = await open('/calls', { as: 'ada' });
    await page.getByRole('button', { name: 'Export all posts' }).click();
    await eventually(async () => {
      const running = (await app.data()).exports.at(-1);
      assert.equal(running?.state, 'running');
      assert.ok(running.written > 0, 'the export has begun');
    });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('status').getByText('You have called it off.').waitFor();
    await page.getByRole('listitem').getByText('stopped by you').waitFor();
    const { state, written, pages } = (await app.data()).exports.at(-1) ?? {};
    assert.equal(state, 'stopped');
    assert.ok(Number(written) < Number(pages));
  });

  test('queues: two calls are on their way at once', async () => {
    const { open } = scene();
    const page = await open('/calls');
    const calls = await holdCalls(page, 'runTask');
    await page.getByRole('button', { name: 'In parallel' }).click();
    await calls.waiting(2);
    assert.deepEqual(await steps(page, 2), ['first sent', 'second sent']);
    await calls.release();
    const all = await steps(page, 4);
    assert.deepEqual(all.slice(2).toSorted(), ['first answered', 'second answered']);
  });

  test('queues: two calls in a queue are made one after the other', async () => {
    const { open } = scene();
    const page = await open('/calls');
    const events: string[] = [];
    page.on('request', (request) => {
      if (isCall(request, 'runTask')) events.push('request');
    });
    page.on('response', (response) => {
      if (isCall(response.request(), 'runTask')) events.push('response');
    });
    await page.getByRole('button', { name: 'In a queue' }).click();
    const all = await steps(page, 4);
    assert.deepEqual(all, ['first sent', 'first answered', 'second sent', 'second answered']);
    assert.deepEqual(events, ['request', 'response', 'request', 'response']);
  });

  test('skew: an old page gets an error of its own type, and loads itself again', async () => {
    const { open } = scene();
    const page = await open('/calls', { expectErrors: /409/ });
    await mark(page);
    await page.getByRole('button', { name: 'Call a function of an older build' }).click();
    await page.getByRole('alert').getByText('ActionUnavailableError').waitFor();
    await hydrated(page);
    assert.equal(await isMarked(page), false, 'it is another document');
    // It does not load itself again and again: so soon, the caller gets the error.
    await mark(page);
    await page.getByRole('button', { name: 'Call a function of an older build' }).click();
    await page.getByRole('status').getByText('ActionUnavailableError: ').waitFor();
    assert.equal(await isMarked(page), true, 'it is the same document');
  });

  test('skew: a form of an old page loads the page again, and nothing is done', async () => {
    const { app, open } = scene();
    const { applause } = await app.data();
    const page = await open('/cache', { expectErrors: /409/ });
    await mark(page);
    // As if the function had been renamed in the meantime.
    await page.route(`**/_callgate/${idOf('applaudAndUpdate')}`, (route) =>
      route.continue({ url: `${app.origin}/_callgate/${'0'.repeat(40)}` }),
    );
    await page.getByRole('button', { name: 'Applaud, then updateTag' }).click();
    await page.getByRole('alert').getByText('The server has a newer version').waitFor();
    assert.equal(await isMarked(page), false);
    assert.equal((await app.data()).applause, applause);
  });
}

/** What the page says has happened, as soon as that is `count` things. */
async function steps(page: Page, count: number): Promise<string[]> {
  const items = page.getByRole('log').getByRole('listitem');
  await items.nth(count - 1).waitFor();
  return items.allTextContents();
}

/** Leaves something in the document that a reload takes away. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => void Reflect.set(globalThis, 'marked', true));
}

function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.has(globalThis, 'marked'));
}
