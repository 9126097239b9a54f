import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Scene } from '../support/browser-test.ts';
import { countRequests, holdCalls, holdRequests, isCall } from '../support/calls.ts';
import { createPost, postTitled, postWithId } from '../support/posts.ts';

/** Ways around the application, and ways that lead astray. */
export function testNavigation(scene: () => Scene): void {
  test('back and forward show the pages as they are now', async () => {
    const { app, open } = scene();
    const page = await open('/new', { as: 'ada' });
    const documents = countRequests(page, (request) => request.resourceType() === 'document');
    const title = 'To go back from';
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Text').fill('And forward.');
    await page.getByLabel('Topic').fill('machines');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    const { id } = await postTitled(app, title);

    await page.goBack();
    await page.getByRole('heading', { name: 'Write a post' }).waitFor();
    assert.equal(await page.getByLabel('Title').inputValue(), '', 'a new form');
    await page.goForward();
    await page.getByRole('heading', { name: title }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/posts/${id}`);

    await page.getByRole('link', { name: 'Posts', exact: true }).first().click();
    await page.getByRole('link', { name: title }).waitFor();
    const focused = page.locator('h1:focus');
    await focused.getByText('Posts', { exact: true }).waitFor();
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    // What happened meanwhile is on the page that one goes back to.
    await page.getByRole('button', { name: 'Like · 0' }).click();
    await page.getByRole('button', { name: 'Like · 1' }).waitFor();
    await page.goBack();
    const item = page.getByRole('listitem').filter({ hasText: title });
    await item.getByText('1 like').waitFor();
    assert.equal(documents(), 0, 'no document was loaded');
    assert.deepEqual((await postWithId(app, id)).likedBy, ['ada']);
  });

  test('who is about to leave a page leaves it, whatever it reads again meanwhile', async () => {
    const { open } = scene();
    const title = 'Liked in passing';
    const id = await createPost(scene(), 'ada', title);
    const page = await open('/', { as: 'grace' });
    const calls = await holdCalls(page, 'HomePage/like');
    await page.getByRole('button', { name: `Like ${title}` }).click();
    await calls.waiting(1);
    const pages = await holdRequests(page, '**/features');
    await page.getByRole('link', { name: 'Features' }).click();
    await pages.waiting(1);
    const answered = page.waitForResponse((response) =>
      isCall(response.request(), 'HomePage/like'),
    );
    await calls.release();
    await answered;
    await pages.release();
    await page.getByRole('heading', { name: 'Features' }).waitFor();
    assert.deepEqual((await postWithId(scene().app, id)).likedBy, ['grace']);
  });

  test('the link that skips to the content stays on the page', async () => {
    const { open } = scene();
    const page = await open('/');
    await page.getByRole('link', { name: 'Features' }).click();
    await page.getByRole('heading', { name: 'Features' }).waitFor();
    const pages = countRequests(page, (request) => request.resourceType() === 'fetch');
    await page.getByRole('link', { name: 'Skip to the content' }).press('Enter');
    await page.locator('main:target').waitFor();
    assert.equal(pages(), 0);
  });

  test('two clicks publish one post', async () => {
    const { app, open } = scene();
    const page = await open('/new', { as: 'ada' });
    const sent = countRequests(page, (request) => isCall(request, 'publishPost'));
    await page.getByLabel('Title').fill('Clicked twice');
    await page.getByLabel('Text').fill('In a hurry.');
    await page.getByLabel('Topic').fill('machines');
    const calls = await holdCalls(page, 'publishPost');
    await page.getByRole('button', { name: 'Publish' }).dblclick();
    await page.getByLabel('Title').press('Enter');
    await calls.waiting(1);
    await calls.release();
    await page.getByRole('heading', { name: 'Clicked twice' }).waitFor();
    assert.equal(sent(), 1);
    await postTitled(app, 'Clicked twice');
  });

  test('a form that is sent again without JavaScript is the same post', async () => {
    const { app, open } = scene();
    const page = await open('/new', { as: 'ada', javaScript: false });
    const submission = await page.locator('[name="submission"]').inputValue();
    for (const title of ['Sent again', 'Sent again']) {
      await page.goto(`${app.origin}/new`);
      await page.getByLabel('Title').fill(title);
      await page.getByLabel('Text').fill('By the back button, say.');
      await page.getByLabel('Topic').fill('machines');
      await page.locator('[name="submission"]').evaluate((field, value) => {
        field.setAttribute('value', value);
      }, submission);
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByRole('heading', { name: title }).waitFor();
    }
    await postTitled(app, 'Sent again');
  });

  test('offline, a call and a link say so; back online, they work', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'Far away');
    const page = await open(`/posts/${id}`, {
      as: 'grace',
      expectErrors: /ERR_INTERNET_DISCONNECTED|Failed to fetch/,
    });
    await page.getByText('1 view', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Like · 0' }).click();
    await page.getByRole('status').getByText('The server cannot be reached.').waitFor();
    await page.getByRole('link', { name: 'Features' }).click();
    await page.getByRole('alert').getByText('You are still on the page').waitFor();
    assert.equal(new URL(page.url()).pathname, `/posts/${id}`);

    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Like · 0' }).click();
    await page.getByRole('button', { name: 'Like · 1' }).waitFor();
    assert.deepEqual((await postWithId(app, id)).likedBy, ['grace']);
    await page.getByRole('link', { name: 'Features' }).click();
    await page.getByRole('heading', { name: 'Features' }).waitFor();
    assert.equal(await page.getByRole('alert').getByText('You are still').count(), 0);
  });
}
