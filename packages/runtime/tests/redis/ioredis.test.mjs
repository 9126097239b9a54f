// @ts-check
// The stores over a client of `ioredis`. What they do with Redis is shown with one of `redis`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createRedisCacheStore,
  createRedisIdempotencyStore,
  createRedisRateLimitStore,
  createRedisTagStore,
  isRedisUnavailable,
} from '@callgate/runtime/redis';
import { Redis } from 'ioredis';
import { startRedis } from '../support/redis.mjs';
import { until, untilItWorks } from '../support/until.mjs';

/** @param {import('node:test').TestContext} t */
async function start(t) {
  const redis = await startRedis(t);
  const client = new Redis({ path: redis.path, enableOfflineQueue: false, lazyConnect: true });
  client.on('error', () => {});
  t.after(() => client.disconnect());
  await client.connect();
  return { redis, client, options: { client, timeout: 60_000, cooldown: 20, retryInterval: 20 } };
}

test('tags and results', async (t) => {
  const { options } = await start(t);
  const [a, b] = [createRedisTagStore(options), createRedisTagStore(options)];
  await b.refreshTags();
  await a.updateTags(['tag:x']);
  await b.refreshTags();
  const { revision, expired } = await b.getExpiration(['tag:x']);
  assert.ok(expired > 0 && expired === revision);
  const entries = createRedisCacheStore(options);
  const entry = {
    value: new Uint8Array([0, 255]),
    tags: ['tag:x'],
    revision,
    pageRevision: revision,
    time: Date.now(),
    revalidate: Infinity,
    expire: Infinity,
  };
  await entries.set('key', entry);
  assert.deepEqual(await entries.get('key'), entry);
  assert.equal(await entries.get('other'), undefined);
});

test('rate limits and idempotency keys', async (t) => {
  const { client, options } = await start(t);
  const limits = createRedisRateLimitStore(options);
  const policy = /** @type {const} */ ({ algorithm: 'sliding', limit: 1, window: 3.15e12 });
  assert.equal((await limits.take('ada', policy)).allowed, true);
  // A script that Redis has forgotten is loaded again.
  await client.script('FLUSH');
  assert.equal((await limits.take('ada', policy)).allowed, false);
  const calls = createRedisIdempotencyStore(options);
  assert.equal(await calls.claim('k', 't1', 60_000), 'claimed');
  assert.equal(await calls.claim('k', 't2', 60_000), 'running');
  const answer = { status: 200, headers: [], body: new Uint8Array([1]), digest: 'd' };
  await calls.keep('k', 't1', answer, 60_000);
  assert.deepEqual(await calls.claim('k', 't2', 60_000), answer);
});

test('a Redis that is down is told, and what it missed is sent when it is back', async (t) => {
  const { redis, options } = await start(t);
  const tags = createRedisTagStore(options);
  await tags.refreshTags();
  await redis.kill();
  await assert.rejects(tags.updateTags(['tag:x']), isRedisUnavailable);
  assert.equal(tags.pending, 1);
  await redis.start();
  await until(() => tags.pending === 0);
  await untilItWorks(() => tags.refreshTags());
  await tags.updateTags(['tag:y']);
});

test('errors of ours are not taken for an outage', async (t) => {
  const { client, options } = await start(t);
  await client.set('{callgate}:tags', 'not a set');
  const failed = createRedisTagStore(options).refreshTags();
  await assert.rejects(failed, (error) => /WRONGTYPE/.test(String(error)));
});
