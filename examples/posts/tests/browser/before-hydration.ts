import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Page, Request, Route } from 'playwright-core';

import { hydrated, type Scene } from '../support/browser-test.ts';
import { countRequests, isCall } from '../support/calls.ts';
import { createPost, postTitled, postWithId } from '../support/posts.ts';

/** What people do on a page whose scripts are still on their way. */
export function testBeforeHydration(scene: () => Scene): void {
  test('before hydration: what a client function is to handle waits, and arrives once', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'Slow to wake');
    const page = await open('/features', { as: 'grace' });
    const scripts = await holdScripts(page);
    const sent = countRequests(page, (request) => isCall(request, 'PostPage/comment'));
    await page.goto(`${app.origin}/posts/${id}`, { waitUntil: 'commit' });
    await page.getByRole('textbox', { name: 'Comment' }).fill('Before it was ready.');
    await page.getByRole('button', { name: 'Comment' }).click();
    assert.equal(sent(), 0);
    await scripts.release();
    await page.getByRole('listitem').filter({ hasText: 'Before it was ready.' }).waitFor();
    await hydrated(page);
    await page.getByText('sending…').waitFor({ state: 'detached' });
    assert.equal(sent(), 1);
    const { comments } = await postWithId(app, id);
    assert.deepEqual(
      comments.map(({ text }) => text),
      ['Before it was ready.'],
    );
  });

  test('before hydration: the form of a server function is posted, once', async () => {
    const { app, open } = scene();
    const page = await open('/features', { as: 'ada' });
    const scripts = await holdScripts(page);
    const posted = countRequests(page, (request) => request.method() === 'POST');
    await page.goto(`${app.origin}/`, { waitUntil: 'commit' });
    await page.getByLabel('Title').fill('Early');
    await page.getByLabel('Text').fill('Typed before the scripts came.');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('link', { name: 'Early' }).waitFor();
    await scripts.release();
    await hydrated(page);
    assert.equal(posted(), 1);
    await postTitled(app, 'Early');
  });
}

/** Keeps the scripts of a page from arriving. */
async function holdScripts(page: Page): Promise<{ release(): Promise<void> }> {
  const held: Route[] = [];
  const isScript = (request: Request): boolean => request.resourceType() === 'script';
  let isHolding = true;
  await page.route('**/*', (route) => {
    if (isHolding && isScript(route.request())) held.push(route);
    else void route.continue();
  });
  return {
    async release() {
      isHolding = false;
      // Those of a document that is gone cannot be answered any more.
      await Promise.allSettled(held.map((route) => route.continue()));
    },
  };
}
