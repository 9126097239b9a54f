// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configureCache } from '@callgate/runtime/cache';
import { createRedisCacheStore, isRedisUnavailable } from '@callgate/runtime/redis';
import { startRedis } from '../support/redis.mjs';

/** @type {import('@callgate/runtime/cache').CacheEntry} */
const entry = {
  value: new Uint8Array([0, 255, 10, 13, 34]),
  tags: ['tag:ü', 'tag:"'],
  revision: 1_795_000_000_000_001,
  pageRevision: 1_795_000_000_000_000,
  time: 1_795_000_000_000,
  revalidate: Infinity,
  expire: 100.5,
};

test('an entry comes back as it was, and goes when its time is up', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  const store = createRedisCacheStore({ client, timeout: 60_000, prefix: 'app' });
  await store.set('key', entry);
  assert.deepEqual(await store.get('key'), entry);
  const left = await client.ttl('app:entry:key');
  assert.ok(left > 50 && left <= 101, `${left} s`);
  await store.set('forever', { ...entry, expire: Infinity });
  assert.equal((await store.get('forever'))?.expire, Infinity);
  assert.ok((await client.ttl('app:entry:forever')) > 29 * 86_400);
  assert.equal(await store.get('other'), undefined);
});

test('an entry that is too large is not kept', async (t) => {
  const redis = await startRedis(t);
  const store = createRedisCacheStore({
    client: await redis.connect(),
    timeout: 60_000,
    maxEntryBytes: 4,
  });
  await store.set('key', entry);
  assert.equal(await store.get('key'), undefined);
});

test('what does not look like an entry is none', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  const store = createRedisCacheStore({ client, timeout: 60_000 });
  const good = { ...entry, value: 'AA', expire: 1 };
  const texts = [
    '',
    'null',
    '[]',
    '{',
    '"text"',
    JSON.stringify({ ...good, value: '!' }),
    JSON.stringify({ ...good, value: undefined }),
    JSON.stringify({ ...good, tags: 'tag:x' }),
    JSON.stringify({ ...good, tags: [1] }),
    JSON.stringify({ ...good, revision: '1' }),
    JSON.stringify({ ...good, pageRevision: undefined }),
  ];
  for (const text of texts) {
    await client.set('callgate:entry:key', text);
    assert.equal(await store.get('key'), undefined, text);
  }
  await client.set('callgate:entry:key', JSON.stringify(good));
  assert.notEqual(await store.get('key'), undefined);
});

test('a Redis that is down is an error that says so', async (t) => {
  const redis = await startRedis(t);
  const store = createRedisCacheStore({ client: await redis.connect() });
  await redis.kill();
  await assert.rejects(store.get('key'), isRedisUnavailable);
});

test('servers do not share results without sharing what invalidates them', async (t) => {
  const redis = await startRedis(t);
  const entries = createRedisCacheStore({ client: await redis.connect() });
  assert.throws(() => configureCache({ entries }), /must share `tags`/);
});
