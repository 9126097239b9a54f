// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cached,
  cacheLife,
  cacheTag,
  configureCache,
  revalidatePath,
  revalidateTag,
  unstable_cache,
  updateTag,
} from '@callgate/runtime/cache';
import { cookies, headers } from '@callgate/runtime/headers';
import { registerServerReference } from '@callgate/runtime/server';
import { createElement } from 'react';
import { currentRequestContext } from '../../dist/context/request-context.js';
import { act, freshCache, later, render } from '../support/cache.mjs';
import { until } from '../support/until.mjs';

let keys = 0;
const newKey = () => `key-${(keys += 1)}`;

test('a result is served again for the same arguments', async () => {
  freshCache();
  let runs = 0;
  const get = cached(
    async (/** @type {string} */ author, /** @type {{ page: number }} */ { page }) => {
      runs += 1;
      return { author, page, runs };
    },
  );
  assert.deepEqual(await get('ada', { page: 1 }), { author: 'ada', page: 1, runs: 1 });
  assert.deepEqual(await render(() => get('ada', { page: 1 })), {
    author: 'ada',
    page: 1,
    runs: 1,
  });
  assert.deepEqual(await get('ada', { page: 2 }), { author: 'ada', page: 2, runs: 2 });
  assert.deepEqual(await get('bob', { page: 1 }), { author: 'bob', page: 1, runs: 3 });
});

test('every caller has a result of its own, with its types', async () => {
  freshCache();
  const get = cached(async () => ({
    when: new Date(5),
    map: new Map([['a', new Set([1n])]]),
    later: Promise.resolve('resolved'),
    nothing: undefined,
  }));
  const first = await get();
  first.when.setTime(99);
  first.map.clear();
  const second = await get();
  assert.equal(second.when.getTime(), 5);
  assert.deepEqual(second.map, new Map([['a', new Set([1n])]]));
  assert.equal(await second.later, 'resolved');
  assert.equal(second.nothing, undefined);
  assert.equal(await cached(async () => undefined)(), undefined);
});

test('functions that look alike are told apart', async () => {
  freshCache();
  const of = (/** @type {number} */ captured) => cached(async () => captured);
  const [one, two] = [of(1), of(2)];
  assert.deepEqual([await one(), await two(), await one()], [1, 2, 1]);
});

test('a key shares results between functions of different processes, by version', async () => {
  const { entries, tags } = freshCache();
  const key = newKey();
  assert.equal(await cached(async () => 'first', { key })(), 'first');
  const another = cached(async () => 'second', { key });
  assert.equal(await another(), 'first');
  configureCache({ entries, tags, version: 'build 2' });
  assert.equal(await another(), 'second');
});

test('what is thrown is not kept', async () => {
  const { errors } = freshCache();
  let runs = 0;
  const get = cached(async () => {
    runs += 1;
    if (runs === 1) throw new Error('the first');
    return runs;
  });
  await assert.rejects(get(), /the first/);
  assert.equal(await get(), 2);
  assert.deepEqual(errors, []);
});

test('what React cannot serialise is refused, and named', async () => {
  freshCache();
  class Session {}
  const named = cached(async () => ({ session: new Session() }), { key: 'session' });
  await assert.rejects(named(), /result of the cached function "session" cannot be kept: /);
  const rejected = cached(async () => ({ later: Promise.reject(new Error('no')) }), {
    key: 'late',
  });
  await assert.rejects(rejected(), /"late" cannot be kept: no/);
});

test('callers at once share one run', async () => {
  freshCache();
  let runs = 0;
  const get = cached(async () => {
    await later();
    return (runs += 1);
  });
  const results = await Promise.all(Array.from({ length: 50 }, () => render(get)));
  assert.deepEqual(new Set(results), new Set([1]));
});

test('a caller does not share a run that began before an invalidation it knows of', async () => {
  freshCache();
  let stored = 'old';
  let start = () => {};
  let end = () => {};
  const started = new Promise((resolve) => (start = () => resolve(undefined)));
  const ended = new Promise((resolve) => (end = () => resolve(undefined)));
  const get = cached(
    async () => {
      const read = stored;
      start();
      if (read === 'old') await ended;
      return read;
    },
    { tags: ['post'] },
  );
  const before = get();
  await started;
  stored = 'new';
  await act(() => updateTag('post'));
  const after = get();
  await later();
  end();
  assert.deepEqual([await before, await after], ['old', 'new']);
  assert.equal(await get(), 'new', 'the older run has not replaced the newer result');
});

test('after `revalidate` seconds the old result is served once more, after `expire` not', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache();
  let runs = 0;
  const get = cached(async () => (runs += 1), { revalidate: 10, expire: 100 });
  assert.equal(await get(), 1);
  t.mock.timers.setTime(1_009_000);
  assert.equal(await get(), 1);
  t.mock.timers.setTime(1_010_000);
  assert.equal(await get(), 1);
  await until(async () => (await get()) === 2);
  t.mock.timers.setTime(1_110_000);
  assert.equal(await get(), 3);
});

test('a renewal that fails is reported, and tried again', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const { errors } = freshCache();
  let runs = 0;
  const get = cached(
    async () => {
      runs += 1;
      if (runs === 2) throw new Error('down');
      return runs;
    },
    { revalidate: 10 },
  );
  assert.equal(await get(), 1);
  t.mock.timers.setTime(1_010_000);
  assert.equal(await get(), 1);
  await until(() => errors.length > 0);
  assert.match(String(errors), /down/);
  assert.equal(await get(), 1);
  await until(async () => (await get()) === 3);
});

test('the host keeps the process alive for a renewal', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache();
  let runs = 0;
  const get = cached(async () => (runs += 1), { revalidate: 10 });
  await get();
  t.mock.timers.setTime(1_010_000);
  /** @type {Promise<unknown>[]} */
  const work = [];
  await render(get, { waitUntil: (/** @type {Promise<unknown>} */ one) => work.push(one) });
  assert.equal(work.length, 1);
  await work[0];
  assert.equal(runs, 2);
});

test('what a cached function reads from the cache makes it out of date, too', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache();
  let runs = 0;
  const inner = cached(
    async () => {
      cacheTag('inner', 'other');
      return (runs += 1);
    },
    { revalidate: 10 },
  );
  const outer = cached(async () => ({ inner: await inner() }));
  assert.deepEqual(await outer(), { inner: 1 });
  await act(() => updateTag('other'));
  assert.deepEqual(await outer(), { inner: 2 });
  t.mock.timers.setTime(1_010_000);
  assert.deepEqual(await outer(), { inner: 2 });
  await until(async () => (await outer()).inner === 3);
});

test('a result is never made of stale ones, and is no younger than what it is made of', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache();
  let stored = 'old';
  const inner = cached(async () => stored, { tags: ['inner'], revalidate: 100 });
  const outer = cached(async () => `outer ${await inner()}`);
  await inner();
  stored = 'new';
  await act(() => revalidateTag('inner', 'max'));
  assert.equal(await outer(), 'outer new');

  t.mock.timers.setTime(1_060_000);
  const second = cached(async () => `second ${await inner()}`);
  assert.equal(await second(), 'second new');
  stored = 'newer';
  t.mock.timers.setTime(1_100_000);
  await second();
  // 100 s after `inner` ran, not after `second` did.
  await until(async () => (await second()) === 'second newer');
});

test('what an action has invalidated reaches the results inside of others', async () => {
  freshCache();
  let stored = 'old';
  const inner = cached(async () => stored);
  const middle = cached(async () => inner());
  const outer = cached(async () => middle(), { tags: ['post'] });
  const read = async () => [await outer(), await inner()];
  await render(read);
  stored = 'new';
  const { rendered } = await act(async () => {
    revalidatePath('/posts/1');
    assert.deepEqual(await read(), ['new', 'new']);
  }, read);
  assert.deepEqual(rendered, ['new', 'new']);
});

test('a cached function knows nothing of the request that needs it first', async () => {
  freshCache();
  const attempts = [cookies, headers, async () => updateTag('a')];
  for (const attempt of attempts) {
    const get = cached(async () => void (await attempt()));
    await assert.rejects(render(get), /in a cached function, whose result is for every request/);
  }
  const seen = await render(cached(async () => currentRequestContext() === undefined));
  assert.equal(seen, true);
});

test('cacheLife shortens what a result may be served', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  freshCache({ profiles: { brief: { revalidate: 5, expire: 20 } } });
  let runs = 0;
  const get = cached(async (/** @type {any} */ profile) => {
    cacheLife(profile);
    cacheLife('max');
    return (runs += 1);
  });
  assert.equal(await get('brief'), 1);
  t.mock.timers.setTime(1_005_000);
  assert.equal(await get('brief'), 1);
  await until(async () => (await get('brief')) === 2);
  t.mock.timers.setTime(1_025_000);
  assert.equal(await get('brief'), 3);
  assert.equal(await get({ revalidate: 1, expire: 1 }), 4);
  await assert.rejects(get('long'), /"long" is no profile\. `cacheLife`/);
  await assert.rejects(get({ revalidate: 2, expire: 1 }), /must not come before/);
  assert.throws(() => cacheLife('max'), /outside of a cached function/);
});

test('unstable_cache keeps functions of one source apart by their key parts', async () => {
  const { entries } = freshCache();
  const of = (/** @type {string} */ captured, /** @type {string[]} */ ...parts) =>
    unstable_cache(async () => captured, parts, { tags: ['value'] });
  assert.equal(await of('one', 'a')(), 'one');
  assert.equal(await of('two', 'a')(), 'one', 'the same key, as in Next');
  assert.equal(await of('two', 'b')(), 'two');
  assert.equal(await of('three')(), 'three');
  assert.equal(entries.size, 2);
  await act(() => updateTag('value'));
  assert.equal(await of('four', 'a')(), 'four');
});

test('elements and server functions are kept', async () => {
  freshCache();
  const call = registerServerReference(async () => 'called', 'c'.repeat(40));
  const get = cached(async () => ({ element: createElement('p', { id: 'x' }, 'text'), call }));
  await get();
  const { element, call: kept } = await get();
  assert.equal(element.type, 'p');
  assert.deepEqual(element.props, { id: 'x', children: 'text' });
  assert.equal(await kept(), 'called');
});

test('wrong options and places are errors that say so', () => {
  assert.throws(() => cacheTag('a'), /outside of a cached function/);
  assert.throws(() => cached(/** @type {any} */ (undefined)), /takes a function/);
  const fn = async () => {};
  assert.throws(() => cached(fn, { revalidate: 60, expire: 5 }), /`expire` must not come before/);
  assert.throws(() => cached(fn, /** @type {any} */ ({ tag: 'x' })), /no option `tag`/);
  assert.throws(() => cached(fn, /** @type {any} */ ({ tags: 'x' })), /`tags` .* must be a list/);
  assert.throws(() => cached(fn, { revalidate: 0 }), /`revalidate` must be a positive number/);
  assert.throws(() => cached(fn, { expire: Number.NaN }), /`expire` must be a positive number/);
  assert.throws(() => cached(fn, { key: '' }), /`key` must not be empty/);
  assert.throws(() => cached(fn, { tags: ['x'.repeat(257)] }), /1 to 256 characters/);
  assert.throws(() => configureCache({ profiles: { bad: { expire: -1 } } }), /number of seconds/);
});

test('a store of entries that fails costs a run, and no request', async () => {
  const entries = {
    get: async () => assert.fail('get is down'),
    set: async () => assert.fail('set is down'),
  };
  const { errors } = freshCache({ entries });
  let runs = 0;
  const get = cached(async () => (runs += 1), { key: newKey() });
  assert.deepEqual([await get(), await get()], [1, 2]);
  assert.equal(errors.length, 4);
});

test('without the tag store nobody knows what is out of date: the function runs', async () => {
  let isDown = false;
  const tags = {
    refreshTags: async () => void (isDown && assert.fail('tags are down')),
    getExpiration: async () => ({ revision: 0, expired: 0, stale: 0 }),
    updateTags: async () => {},
  };
  let runs = 0;
  const get = cached(async () => (runs += 1));
  const { errors } = freshCache({ tags });
  assert.equal(await get(), 1);
  isDown = true;
  assert.equal(await get(), 2);
  assert.match(String(errors), /tags are down/);
  freshCache({ tags, whenUnavailable: 'stale' });
  assert.deepEqual([await get(), await get()], [3, 3]);
});

test('an outage is reported once, each of its errors not', async () => {
  const outage = new Error('down for a while');
  const { errors } = freshCache({
    tags: {
      refreshTags: () => Promise.reject(outage),
      getExpiration: async () => ({ revision: 0, expired: 0, stale: 0 }),
      updateTags: async () => {},
    },
  });
  const get = cached(async () => 1);
  await Promise.all(Array.from({ length: 10 }, () => get()));
  assert.deepEqual(errors, [outage]);
});
