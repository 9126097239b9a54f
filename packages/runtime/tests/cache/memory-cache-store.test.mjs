// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMemoryCacheStore } from '@callgate/runtime/cache';

/** @param {number} bytes */
function entry(bytes) {
  return {
    value: new Uint8Array(bytes),
    tags: ['tag:a'],
    revision: 0,
    pageRevision: 0,
    time: 0,
    revalidate: Infinity,
    expire: Infinity,
  };
}

test('the entries that were not read for longest go first', async () => {
  const store = createMemoryCacheStore({ maxBytes: 4000 });
  for (const key of ['a', 'b', 'c']) await store.set(key, entry(1000));
  await store.get('a');
  await store.set('d', entry(1000));
  assert.equal(await store.get('b'), undefined);
  for (const key of ['a', 'c', 'd']) assert.equal((await store.get(key))?.value.length, 1000);
});

test('an entry that is larger than the store is not kept, nor is the one that it replaces', async () => {
  const store = createMemoryCacheStore({ maxBytes: 1000 });
  await store.set('a', entry(10));
  await store.set('a', entry(1000));
  assert.equal(await store.get('a'), undefined);
  assert.equal(store.bytes, 0);
});

test('bytes are counted exactly, and never exceed the limit', async () => {
  const steps = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'dd'),
      bytes: fc.nat(3000),
      read: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const store = createMemoryCacheStore({ maxBytes: 5000 });
      for (const { key, bytes, read } of list) {
        if (read) await store.get(key);
        else await store.set(key, entry(bytes));
        assert.ok(store.bytes <= 5000);
      }
      const kept = ['a', 'b', 'c', 'dd'].map(async (key) => {
        const found = await store.get(key);
        return found === undefined ? 0 : 256 + found.value.length + (key.length + 5) * 2;
      });
      const sum = (await Promise.all(kept)).reduce((total, size) => total + size, 0);
      assert.equal(store.bytes, sum);
    }),
  );
});
