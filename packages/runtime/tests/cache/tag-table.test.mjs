// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTagTable } from '../../dist/cache/tag-table.js';

/** @typedef {{ kind: 'expire' | 'stale', tag: string, until: number }} Invalidation */

test('a tag is expired or stale from its latest invalidation on', () => {
  const table = createTagTable(100);
  table.expire('a', 3);
  table.markStale('b', 4, Infinity);
  assert.deepEqual(table.expiration(['a', 'b', 'c']), { expired: 3, stale: 4 });
  assert.deepEqual(table.expiration(['c']), { expired: 0, stale: 0 });
  table.expireAll(5);
  assert.deepEqual(table.expiration(['c']), { expired: 5, stale: 0 });
});

test('what is stale expires when its time is up', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1000 });
  const table = createTagTable(100);
  table.markStale('a', 1, 2000);
  assert.deepEqual(table.expiration(['a']), { expired: 0, stale: 1 });
  t.mock.timers.setTime(2000);
  assert.deepEqual(table.expiration(['a']), { expired: 1, stale: 1 });
  table.markStale('a', 2, 5000);
  assert.deepEqual(table.expiration(['a']), { expired: 1, stale: 2 });
  table.markStale('a', 3, Infinity);
  t.mock.timers.setTime(5000);
  assert.deepEqual(table.expiration(['a']), { expired: 3, stale: 3 });
});

test('a full table forgets tags and never an invalidation', () => {
  const kind = fc.constantFrom(/** @type {const} */ ('expire'), /** @type {const} */ ('stale'));
  const tag = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const invalidations = fc.array(fc.record({ kind, tag, until: fc.constantFrom(0, Infinity) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(invalidations, fc.integer({ min: 1, max: 5 }), (list, limit) => {
      const table = createTagTable(limit);
      /** @type {Map<string, { expired: number, stale: number }>} */
      const exact = new Map();
      list.forEach((invalidation, index) => {
        const { kind: how, tag: name, until } = invalidation;
        const state = exact.get(name) ?? { expired: 0, stale: 0 };
        if (how === 'expire') table.expire(name, index + 1);
        else table.markStale(name, index + 1, until);
        if (how === 'expire' || until === 0) state.expired = index + 1;
        else state.stale = index + 1;
        exact.set(name, state);
      });
      for (const [name, { expired, stale }] of exact) {
        const known = table.expiration([name]);
        assert.ok(known.expired >= expired, `${name} is expired since ${expired}`);
        assert.ok(Math.max(known.stale, known.expired) >= stale, `${name} is stale since ${stale}`);
      }
    }),
  );
});
