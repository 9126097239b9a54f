import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Scene } from '../support/browser-test.ts';
import { holdCalls } from '../support/calls.ts';
import { createPost, postTitled } from '../support/posts.ts';

/** Forms that write, edit and delete posts. */
export function testWriting(scene: () => Scene): void {
  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without';

    test(`form-action: a short post is filed under the captured topic, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const title = `Short, ${how} JavaScript`;
      const page = await open('/?topic=machines', { as: 'ada', javaScript });
      await page.getByLabel('Title').fill(title);
      await page.getByLabel('Text').fill('Typed by hand.');
      await page.getByRole('button', { name: 'Publish in machines' }).click();
      await page.getByRole('link', { name: title }).waitFor();
      const post = await postTitled(app, title);
      assert.deepEqual([post.topic, post.authorId], ['machines', 'ada']);
      assert.equal(await page.getByLabel('Title').inputValue(), '', 'React has reset the form');
    });

    test(`action-state, redirect: a new post is mended and leads to its page, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const title = `Long, ${how} JavaScript`;
      const page = await open('/new', { as: 'ada', javaScript });
      await page.getByLabel('Title').fill(title);
      await page.getByLabel('Topic').fill('Not A Word');
      await page.getByRole('button', { name: 'Publish' }).click();

      await page.getByRole('alert').getByText('2 fields need a change.').waitFor();
      const text = page.getByLabel('Text');
      assert.equal(await text.getAttribute('aria-invalid'), 'true');
      const note = await text.getAttribute('aria-describedby');
      assert.equal(await page.locator(`[id="${note}"]`).textContent(), 'Write something here.');
      assert.equal(await page.getByLabel('Title').inputValue(), title, 'what was right is kept');

      await text.fill('Now it has a text.');
      await page.getByLabel('Topic').fill('machines');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      const post = await postTitled(app, title);
      assert.equal(new URL(page.url()).pathname, `/posts/${post.id}`);
    });

    test(`form-action-button: a post is edited and deleted, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const id = await createPost(scene(), 'ada', `To be edited, ${how} JavaScript`);
      const page = await open(`/posts/${id}`, { as: 'ada', javaScript });
      await page.getByText('Edit this post').click();
      await page.getByLabel('Title').fill(`Edited, ${how}`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: `Edited, ${how}`, exact: true }).waitFor();
      assert.equal((await postTitled(app, `Edited, ${how}`)).revision, 2);

      const remove = page.getByRole('button', { name: 'Delete this post' });
      if (!(await remove.isVisible())) await page.getByText('Edit this post').click();
      await remove.click();
      await page.getByRole('heading', { name: 'Posts', exact: true }).waitFor();
      assert.equal(new URL(page.url()).pathname, '/');
      assert.ok(!(await app.data()).posts.some((post) => post.id === id));
    });
  }

  test('action-state: the form says that it is on its way', async () => {
    const { open } = scene();
    const page = await open('/new', { as: 'ada' });
    const calls = await holdCalls(page, 'publishPost');
    const button = page.getByRole('button', { name: 'Publish' });
    await button.click();
    await page.getByRole('status').getByText('Publishing…').waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await calls.waiting(1);
    await calls.release();
    await page.getByRole('alert').getByText('3 fields need a change.').waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'false');
  });

  test('form-action-button: an edit of an older text is refused, and not lost', async () => {
    const { app, open } = scene();
    const id = await createPost(scene(), 'ada', 'Edited twice');
    const first = await open(`/posts/${id}`, { as: 'ada' });
    const second = await open(`/posts/${id}`, { as: 'ada' });
    for (const page of [second, first]) {
      await page.getByText('Edit this post').click();
      await page.getByLabel('Title').fill(page === first ? 'By the first' : 'By the second');
      await page.getByRole('button', { name: 'Save' }).click();
      const said = page === first ? 'The post was edited meanwhile. Reload it.' : 'Saved.';
      await page.getByRole('status').getByText(said).waitFor();
    }
    assert.equal(await first.getByLabel('Title').inputValue(), 'By the first');
    await postTitled(app, 'By the second');
  });
}
