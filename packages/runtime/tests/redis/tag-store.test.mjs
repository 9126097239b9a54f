// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedisTagStore, isRedisUnavailable } from '@callgate/runtime/redis';
import { startRedis } from '../support/redis.mjs';
import { until, untilItWorks } from '../support/until.mjs';

/** @param {import('../support/redis.mjs').RedisConnection} client @param {object} [options] */
const storeOf = (client, options) =>
  createRedisTagStore({ client, timeout: 60_000, cooldown: 20, retryInterval: 50, ...options });

test('what one server invalidates another sees after its next refresh', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  const [a, b] = [storeOf(client), storeOf(client)];
  await Promise.all([a.refreshTags(), b.refreshTags()]);
  const { revision } = await b.getExpiration([]);
  assert.ok(revision > 0);
  await a.updateTags(['tag:x', 'tag:y']);
  assert.ok((await a.getExpiration(['tag:x'])).expired > revision);
  assert.ok((await b.getExpiration(['tag:x'])).expired <= revision);
  await b.refreshTags();
  const known = await b.getExpiration(['tag:x']);
  assert.deepEqual(known, await a.getExpiration(['tag:y']));
  assert.equal(known.revision, known.expired);
  assert.ok((await b.getExpiration(['tag:z'])).expired <= revision, 'other tags are left alone');
});

test('stale tags keep the time until which they may be served', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  const [a, b] = [storeOf(client), storeOf(client)];
  await b.refreshTags();
  const { revision } = await b.getExpiration([]);
  const isExpired = async () => {
    await b.refreshTags();
    return (await b.getExpiration(['tag:x'])).expired > revision;
  };
  await a.updateTags(['tag:x'], {});
  assert.equal(await isExpired(), false);
  assert.ok((await b.getExpiration(['tag:x'])).stale > revision);
  await a.updateTags(['tag:x'], { expire: 7200 });
  await a.updateTags(['tag:x'], { expire: 3600 });
  assert.equal(await isExpired(), false);
  await a.updateTags(['tag:x'], { expire: 1 });
  await a.updateTags(['tag:x'], { expire: 3600 });
  await until(isExpired); // the earliest time holds for all
  await a.updateTags(['tag:x'], { expire: 3600 });
  const newcomer = storeOf(client);
  await newcomer.refreshTags();
  const { expired, stale } = await newcomer.getExpiration(['tag:x']);
  assert.ok(revision < expired && expired < stale, 'whose time was up stays expired');
});

test('refreshes at once share round trips, and each sees what was there before it', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  let commands = 0;
  const counting = {
    sendCommand: (/** @type {string[]} */ args) => {
      commands += 1;
      return client.sendCommand(args);
    },
  };
  const [a, b] = [storeOf(client), createRedisTagStore({ client: counting, timeout: 60_000 })];
  await b.refreshTags();
  commands = 0;
  await Promise.all(Array.from({ length: 100 }, () => b.refreshTags()));
  assert.ok(commands <= 2, `${commands} commands`);
  const early = b.refreshTags();
  await a.updateTags(['tag:x']);
  const { revision } = await a.getExpiration([]);
  await b.refreshTags();
  assert.equal((await b.getExpiration(['tag:x'])).expired, revision);
  await early;
});

test('a full list forgets tags and never an invalidation', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  const store = storeOf(client, { maxTags: 10 });
  await store.refreshTags();
  await store.updateTags(['tag:first']);
  const first = (await store.getExpiration(['tag:first'])).expired;
  for (let n = 0; n < 30; n += 1) await store.updateTags([`tag:${n}`], n % 2 ? {} : undefined);
  assert.ok((await client.zCard('{callgate}:tags')) <= 11);
  const newcomer = storeOf(client, { maxTags: 10 });
  for (const one of [store, newcomer]) {
    await one.refreshTags();
    assert.ok((await one.getExpiration(['tag:first'])).expired >= first);
    assert.ok((await one.getExpiration(['tag:29'])).stale > first);
  }
});

test('while Redis is down an invalidation holds here, and is sent when it is back', async (t) => {
  const redis = await startRedis(t);
  const [a, b] = [storeOf(await redis.connect()), storeOf(await redis.connect())];
  await Promise.all([a.refreshTags(), b.refreshTags()]);
  const { revision } = await b.getExpiration([]);
  await redis.kill();
  await assert.rejects(a.updateTags(['tag:x']), isRedisUnavailable);
  await assert.rejects(a.updateTags(['tag:y'], {}), isRedisUnavailable);
  await assert.rejects(a.refreshTags(), /^RedisUnavailableError: Redis cannot be used: /);
  assert.equal(a.pending, 2);
  assert.equal((await a.getExpiration(['tag:x'])).expired, Infinity);
  assert.equal((await a.getExpiration(['tag:y'])).stale, Infinity);
  await redis.start();
  await until(() => a.pending === 0);
  await untilItWorks(() => b.refreshTags());
  const seen = await b.getExpiration(['tag:x']);
  assert.ok(Number.isFinite(seen.expired) && seen.expired > revision);
  await a.flush();
});

test('a hanging Redis is given up in time, and then not asked for a while', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  let commands = 0;
  const counting = {
    sendCommand: (/** @type {string[]} */ args) => {
      commands += 1;
      return client.sendCommand(args);
    },
  };
  const once = createRedisTagStore({ client: counting, timeout: 100, cooldown: 600_000 });
  const again = createRedisTagStore({ client: counting, timeout: 100, cooldown: 50 });
  redis.signal('SIGSTOP');
  for (const store of [once, again]) {
    await assert.rejects(store.refreshTags(), /has not answered within 100 ms/);
  }
  commands = 0;
  await assert.rejects(once.refreshTags(), isRedisUnavailable);
  assert.equal(commands, 0);
  redis.signal('SIGCONT');
  await untilItWorks(() => again.refreshTags());
});

test('a Redis that has lost everything, or only the latest, makes everything expire', async (t) => {
  const losses =
    /** @type {[string, string[], (redis: import('../support/redis.mjs').RedisServer) => Promise<void>][]} */ ([
      ['restart without a copy', ['--save', '', '--appendonly', 'no'], restart],
      ['restart with an old copy', ['--save', '', '--dbfilename', 'old.rdb'], restart],
      ['flush', ['--save', ''], async (redis) => void (await (await redis.connect()).flushAll())],
      [
        'eviction of the list',
        ['--save', ''],
        async (redis) => void (await (await redis.connect()).del('{callgate}:tags')),
      ],
    ]);
  for (const [loss, options, lose] of losses) {
    const redis = await startRedis(t, options);
    const client = await redis.connect();
    const [a, b] = [storeOf(client), storeOf(await redis.connect())];
    await b.refreshTags();
    await client.sendCommand(['SAVE']);
    await a.updateTags(['tag:x']);
    const { revision } = await a.getExpiration([]);
    await lose(redis);
    const newcomer = storeOf(await redis.connect());
    for (const store of [newcomer, a, b]) {
      await untilItWorks(() => store.refreshTags());
      const known = await store.getExpiration(['tag:other']);
      assert.ok(known.expired > revision, `${loss}: what was made before is not served`);
      assert.ok(known.revision >= known.expired, `${loss}: what is made now is`);
    }
    await redis.kill();
  }
});

/** @param {import('../support/redis.mjs').RedisServer} redis */
async function restart(redis) {
  await redis.kill();
  await redis.start();
}

test('errors of ours are not taken for an outage', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  await client.set('{callgate}:tags', 'not a set');
  const store = storeOf(client);
  await assert.rejects(store.refreshTags(), (error) => /WRONGTYPE/.test(String(error)));
  await client.del('{callgate}:tags');
  await store.refreshTags();
  assert.throws(
    () => createRedisTagStore({ client: /** @type {any} */ ({}) }),
    /client of `redis` or of `ioredis`/,
  );
});

test('a process that was held up itself does not take Redis for down', async (t) => {
  const redis = await startRedis(t);
  const store = storeOf(await redis.connect(), { timeout: 500 });
  await untilItWorks(() => store.refreshTags());
  const asked = store.refreshTags();
  // The command is on its way, and its answer arrives while nothing can read it.
  await new Promise((resolve) => setImmediate(resolve));
  const end = performance.now() + 2000;
  while (performance.now() < end);
  await asked;
});
