import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DEMO_USERS } from '../lib/seed.ts';
import { createBrowser, type TestBrowser } from './support/browser.ts';
import { postIn } from './support/expected-changes.ts';
import { idOf } from './support/manifest.ts';
import type { RunningApp } from './support/app.ts';
import { startServer } from './support/server.ts';
import { formAction, functionProps } from './support/tree.ts';

const [ADA, GRACE] = DEMO_USERS;
let server: RunningApp;
let ada: TestBrowser;

before(async () => {
  server = await startServer();
  ada = createBrowser(server.origin);
  await ada.call(idOf('signIn'), [ADA.id, ADA.password]);
});
after(() => server.stop());

test('a function in a loop acts on the post of its own round', async () => {
  const { tree } = await ada.open('/');
  await formAction(tree, 'Like A draft to delete')(new FormData());
  const data = await server.data();
  assert.deepEqual(
    data.posts.filter(({ likedBy }) => likedBy.length > 0).map(({ id }) => id),
    ['draft'],
  );
});

test('a function that captures a prop publishes where its page was rendered', async () => {
  const { tree } = await ada.open('/?topic=machines');
  const publish = formAction(tree, 'Publish in machines');
  await publish(formOf({ title: 'From a page', body: 'With a topic.', topic: 'languages' }));
  const post = (await server.data()).posts.at(-1);
  assert.equal(post?.title, 'From a page');
  assert.equal(post?.topic, 'machines');
});

test('an edit of an older revision is refused', async () => {
  const { tree } = await ada.open('/posts/welcome');
  const [save] = functionProps(tree, 'save');
  const state = { message: '', draft: null };
  const saved = await save?.(state, formOf({ title: 'First edit', body: 'Of what is there.' }));
  assert.deepEqual(saved, { message: 'Saved.', draft: null });
  const draft = { title: 'Second edit', body: 'Of the same.' };
  assert.deepEqual(await save?.(state, formOf(draft)), {
    message: 'The post was edited meanwhile. Reload it.',
    draft,
  });
  assert.equal(postIn(await server.data(), 'welcome').title, 'First edit');
});

test('an anonymous function in a loop removes the tag of its own round', async () => {
  const { tree } = await ada.open('/posts/welcome');
  await formAction(tree, 'Remove the tag engine')(new FormData());
  assert.deepEqual(postIn(await server.data(), 'welcome').tags, ['notes']);
});

test('explicitly bound arguments arrive before those of the caller', async () => {
  const { tree } = await ada.open('/posts/compilers');
  const [like] = functionProps(tree, 'like');
  assert.equal(await like?.(), 1);
  assert.deepEqual(postIn(await server.data(), 'compilers').likedBy, ['ada']);
});

test('a function of a page does nothing for another viewer', async () => {
  const { tree } = await ada.open('/posts/welcome');
  // The same window, where someone else has signed in meanwhile.
  await ada.call(idOf('signIn'), [GRACE.id, GRACE.password]);
  const [save] = functionProps(tree, 'save');
  const refusal = { status: 403, code: 'other-viewer' };
  const form = formOf({ title: 'Hers', body: 'Now.' });
  await assert.rejects(async () => save?.(null, form), refusal);
  await ada.call(idOf('signIn'), [ADA.id, ADA.password]);
});

test('captures cannot be read in the payload, explicitly bound arguments can', async () => {
  const { payload } = await ada.open('/posts/welcome');
  assert.ok(payload.includes(idOf('PostPage/save')), 'the function is in the payload');
  const sealed = sealedTexts(payload);
  // What the page has of inline functions: one tag is left.
  assert.equal(sealed.length, ['tag', 'save', 'remove', 'comment'].length);
  for (const text of sealed) {
    const bytes = Buffer.from(text, 'base64url').toString('latin1');
    for (const capture of ['ada', 'welcome', 'notes', 'revision']) {
      assert.ok(!bytes.includes(capture), `"${capture}" is sealed`);
    }
  }
  // The viewer's id is nowhere but in captures.
  assert.ok(!payload.includes('"ada"'));
  assert.match(payload, /\["welcome"\]/, 'the argument bound to likePost is sent as it is');
});

test('sealed captures that were changed are refused', async () => {
  const { payload } = await ada.open('/posts/welcome');
  const [sealed = ''] = sealedTexts(payload);
  assert.notEqual(sealed, '');
  const middle = Math.floor(sealed.length / 2);
  const flipped = sealed[middle] === 'A' ? 'B' : 'A';
  const changed = sealed.slice(0, middle) + flipped + sealed.slice(middle + 1);
  for (const argument of [changed, sealed.slice(0, -4), '', null, 7]) {
    const args = [argument, null, formOf({ title: 'Forged', body: 'Captures.' })];
    await assert.rejects(ada.call(idOf('PostPage/save'), args), { status: 400, code: 'sealed' });
  }
});

/** Sealed captures are the only texts of such a length in one word. */
function sealedTexts(payload: string): string[] {
  return [...payload.matchAll(/"([\w-]{60,})"/g)].map(([, text = '']) => text);
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
