import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Scene } from '../support/browser-test.ts';
import { countRequests, holdCalls } from '../support/calls.ts';
import { createPost, postWithId } from '../support/posts.ts';

/** What readers do with a post. */
export function testReading(scene: () => Scene): void {
  test('event-handler: the like button shows what the function returns', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'To be liked');
    const page = await open(`/posts/${id}`, { as: 'grace' });
    const pages = countRequests(page, (request) => request.url().includes('/posts/'));
    await page.getByRole('button', { name: 'Like · 0' }).click();
    await page.getByRole('button', { name: 'Like · 1' }).waitFor();
    await page.getByRole('status').getByText('Liked.').waitFor();
    assert.deepEqual((await postWithId(app, id)).likedBy, ['grace']);
    assert.equal(pages(), 0, 'the page was not read again');
  });

  test('effect: a view is counted when the post is shown', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'To be seen');
    const page = await open(`/posts/${id}`);
    await page.getByText('1 view', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('2 views', { exact: true }).waitFor();
    assert.equal((await postWithId(app, id)).views, 2);
  });

  test('optimistic, function-prop: a comment is shown before the server has it', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'To be commented on');
    const page = await open(`/posts/${id}`, { as: 'grace' });
    const calls = await holdCalls(page, 'PostPage/comment');
    await page.getByRole('textbox', { name: 'Comment' }).fill('I was here.');
    await page.getByRole('button', { name: 'Comment' }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'I was here.' });
    await item.getByText('sending…').waitFor();
    await calls.waiting(1);
    assert.deepEqual((await postWithId(app, id)).comments, []);
    await calls.release();
    await item.getByText('sending…').waitFor({ state: 'detached' });
    await item.waitFor();
    const [comment] = (await postWithId(app, id)).comments;
    assert.deepEqual([comment?.text, comment?.authorId], ['I was here.', 'grace']);
  });

  test('optimistic: a comment that is lost on the way comes back into the field', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'Behind a bad line');
    const page = await open(`/posts/${id}`, { as: 'grace', expectErrors: /ERR_|Failed to/ });
    const calls = await holdCalls(page, 'PostPage/comment');
    await page.getByRole('textbox', { name: 'Comment' }).fill('Lost and found.');
    await page.getByRole('button', { name: 'Comment' }).click();
    await calls.waiting(1);
    await calls.fail();
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    assert.equal(
      await page.getByRole('textbox', { name: 'Comment' }).inputValue(),
      'Lost and found.',
    );
    assert.equal(await page.getByRole('listitem').filter({ hasText: 'Lost' }).count(), 0);
    await page.getByRole('button', { name: 'Comment' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Lost and found.' }).waitFor();
    await page.getByText('sending…').waitFor({ state: 'detached' });
    assert.equal((await postWithId(app, id)).comments.length, 1);
  });

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without';

    test(`refresh: a like in the list shows, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const title = `In the list, ${how} JavaScript`;
      const id = await createPost(scene(), 'ada', title);
      const page = await open('/', { as: 'grace', javaScript });
      const item = page.getByRole('listitem').filter({ hasText: title });
      await item.getByText('0 likes').waitFor();
      await item.getByRole('button', { name: `Like ${title}` }).click();
      await item.getByText('1 like').waitFor();
      assert.deepEqual((await postWithId(app, id)).likedBy, ['grace']);
    });

    test(`bind, captures: tags are added and removed, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const id = await createPost(scene(), 'ada', `With tags, ${how} JavaScript`);
      const page = await open(`/posts/${id}`, { as: 'ada', javaScript });
      for (const tag of ['one', 'two', 'three']) {
        await page.getByLabel('New tag').fill(tag);
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await page.getByRole('button', { name: `Remove the tag ${tag}` }).waitFor();
      }
      // Each button has captured the variable of its own round.
      await page.getByRole('button', { name: 'Remove the tag two' }).click();
      await page.getByRole('button', { name: 'Remove the tag two' }).waitFor({ state: 'detached' });
      assert.deepEqual((await postWithId(app, id)).tags, ['one', 'three']);
    });
  }

  test('captures: a page does nothing for another person', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'Of Ada');
    const page = await open(`/posts/${id}`, {
      as: 'ada',
      expectErrors: /403|made for someone else/,
    });
    await page.getByLabel('New tag').fill('mine');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Remove the tag mine' }).waitFor();
    // Somebody else signs in, in another window of the same browser.
    const cookies = (await (await scene().api('grace')).cookieHeader()).split('=');
    const [name = '', value = ''] = cookies;
    await page.context().addCookies([{ name, value, url: app.origin }]);
    await page.getByRole('button', { name: 'Remove the tag mine' }).click();
    await page.getByRole('alert').getByText('This page was made for someone else.').waitFor();
    assert.deepEqual((await postWithId(app, id)).tags, ['mine']);
  });
}
