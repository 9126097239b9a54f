// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cached, refresh, revalidatePath, revalidateTag, updateTag } from '@callgate/runtime/cache';
import { contextOf, inContext } from '../support/request-context.mjs';
import { act, freshCache, render } from '../support/cache.mjs';
import { until } from '../support/until.mjs';

/** A value in a database, and a cached function that reads it. */
function database() {
  const db = { value: 'old' };
  return { db, read: cached(async () => db.value, { tags: ['post'] }) };
}

test('an action reads its own write after updateTag, and so does the page that follows', async () => {
  freshCache();
  const { db, read } = database();
  assert.equal(await render(read), 'old');
  let inAction = '';
  const { rendered } = await act(async () => {
    db.value = 'new';
    updateTag('post');
    inAction = await read();
  }, read);
  assert.deepEqual([inAction, rendered, await render(read)], ['new', 'new', 'new']);
});

test('an invalidation before the write is one after it, too', async () => {
  freshCache();
  const { db, read } = database();
  await render(read);
  const { rendered } = await act(async () => {
    updateTag('post');
    assert.equal(await render(read), 'old', 'another request, in between');
    assert.equal(await read(), 'old');
    db.value = 'new';
  }, read);
  assert.equal(rendered, 'new');
});

test('revalidatePath shows at once, on the pages that it concerns', async () => {
  freshCache();
  const { db, read } = database();
  const one = { url: 'https://app.test/posts/1', route: '/posts/[id]' };
  const two = { url: 'https://app.test/posts/2', route: '/posts/[id]' };
  await render(read, one);
  db.value = 'new';
  const { rendered } = await act(() => revalidatePath('/posts/2'), read, one);
  assert.equal(rendered, 'old');
  assert.equal(await render(read, one), 'old');
  assert.equal(await render(read, two), 'new');
  assert.equal(await render(read, one), 'new', 'one entry serves both pages');

  db.value = 'newer';
  assert.equal(
    (await act(() => revalidatePath('/posts/[id]', 'page'), read, one)).rendered,
    'newer',
  );
  db.value = 'newest';
  assert.equal((await act(() => revalidatePath('/', 'layout'), read, one)).rendered, 'newest');
});

test('a result made for one page is not fresh for another because of what it was made of', async () => {
  freshCache();
  const { db, read: inner } = database();
  const outer = cached(async () => `outer ${await inner()}`, { tags: ['outer'] });
  const one = { url: 'https://app.test/1' };
  const two = { url: 'https://app.test/2' };
  await render(inner, one);
  db.value = 'new';
  await act(() => revalidatePath('/2'), undefined, one);
  assert.equal(await render(outer, one), 'outer old');
  assert.equal(await render(outer, two), 'outer new');
  let runs = 0;
  const counting = cached(async () => `${await inner()} ${(runs += 1)}`, { tags: ['counting'] });
  await act(() => updateTag('counting'));
  await render(counting, one);
  assert.equal(await render(counting, one), 'new 1', 'older parts do not make it run each time');
});

test('revalidateTag serves what is stale while it is made anew', async () => {
  freshCache();
  const { db, read } = database();
  await render(read);
  const { rendered } = await act(async () => {
    db.value = 'new';
    revalidateTag('post', 'max');
    assert.equal(await read(), 'old');
  }, read);
  assert.equal(rendered, 'old');
  await until(async () => (await render(read)) === 'new');
});

test('revalidateTag with `expire` serves nothing stale beyond it', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache();
  const { db, read } = database();
  await render(read);
  db.value = 'new';
  await act(() => revalidateTag('post', { expire: 60 }));
  t.mock.timers.setTime(1_061_000);
  assert.equal(await render(read), 'new');
  db.value = 'newer';
  assert.equal((await act(() => revalidateTag('post', { expire: 0 }), read)).rendered, 'newer');
});

test('refresh re-reads the page without touching tags', async () => {
  freshCache();
  const { db, read } = database();
  await render(read);
  db.value = 'new';
  const { context, rendered } = await act(refresh, read);
  assert.equal(context.effects.refresh, true);
  assert.equal(rendered, 'old');
});

test('what was asked for is in the effects', async () => {
  freshCache();
  const { context } = await act(() => {
    updateTag('a');
    revalidateTag('b', 'hours');
    revalidateTag('c', { expire: 0 });
    revalidateTag('d', 'default');
    revalidatePath('/posts/');
    revalidatePath('/posts/[id]', 'layout');
  });
  const { updatedTags, revalidatedTags, revalidatedPaths } = context.effects;
  assert.deepEqual(updatedTags, ['a', 'c']);
  assert.deepEqual(revalidatedTags, [
    { tag: 'b', expire: 86_400 },
    { tag: 'd', expire: undefined },
  ]);
  assert.deepEqual(revalidatedPaths, [
    { path: '/posts', type: undefined },
    { path: '/posts/[id]', type: 'layout' },
  ]);
});

test('nothing is invalidated while a page is rendered', async () => {
  freshCache();
  const calls = [
    () => refresh(),
    () => updateTag('a'),
    () => revalidateTag('a', 'max'),
    () => revalidatePath('/'),
  ];
  for (const call of calls) {
    await assert.rejects(
      render(async () => call()),
      /was called while a page is rendered/,
    );
  }
});

test('outside of a request, a tag can be made stale and a path be expired, nothing else', async () => {
  freshCache();
  const { db, read } = database();
  await render(read);
  db.value = 'new';
  revalidateTag('post', { expire: 0 });
  assert.equal(await render(read), 'new');
  db.value = 'newer';
  revalidatePath('/', 'layout');
  assert.equal(await render(read), 'newer');
  assert.throws(() => updateTag('post'), /`updateTag\(\)` was called outside of a request/);
  assert.throws(() => refresh(), /`refresh\(\)` was called outside of a request/);
});

test('an invalidation after the answer reaches the store; there is no page to refresh', async () => {
  freshCache();
  const { db, read } = database();
  await render(read);
  const { context } = await act(() => {});
  db.value = 'new';
  inContext(context, () => {
    updateTag('post');
    assert.throws(() => refresh(), /its answer has started/);
  });
  assert.equal(await render(read), 'new');
  assert.deepEqual(context.effects.updatedTags, []);
});

test('a store that cannot be told does not fail the action, and is reported', async () => {
  const { errors } = freshCache({
    tags: {
      refreshTags: async () => {},
      getExpiration: async () => ({ revision: 0, expired: 0, stale: 0 }),
      updateTags: async () => assert.fail('tags are down'),
    },
  });
  await act(() => {
    updateTag('a');
    revalidateTag('b', 'max');
  });
  assert.equal(errors.length, 2);
});

test('malformed tags, profiles and paths are refused where they are given', () => {
  freshCache();
  inContext(contextOf(), () => {
    const refused = /** @type {[(...args: any[]) => void, unknown[], RegExp][]} */ ([
      [updateTag, [''], /1 to 256 characters/],
      [updateTag, ['x'.repeat(257)], /1 to 256 characters/],
      [updateTag, [undefined], /1 to 256 characters/],
      [revalidateTag, ['a'], /Nothing is no profile\. The second argument of `revalidateTag`/],
      [revalidateTag, ['a', 'maximum'], /"maximum" is no profile/],
      [revalidateTag, ['a', 'constructor'], /"constructor" is no profile/],
      [revalidateTag, ['a', { expire: -1 }], /number of seconds/],
      [revalidateTag, ['a', { expire: '60' }], /number of seconds/],
      [revalidateTag, ['a', { expires: 0 }], /no option `expires`/],
      [revalidatePath, ['posts'], /starts with a slash/],
    ]);
    for (const [call, args, message] of refused) {
      assert.throws(() => call(...args), { name: 'TypeError', message });
    }
  });
});
