// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryRateLimitStore, rateLimit } from '@callgate/runtime/middleware';
import { createRedisRateLimitStore } from '@callgate/runtime/redis';
import { ids } from '../support/compiled-module.mjs';
import { startRedis } from '../support/redis.mjs';
import { untilItWorks } from '../support/until.mjs';
import { overBoth } from '../support/transports.mjs';

/** @param {import('@callgate/runtime/server').CallContext} call */
const caller = (call) => call.request.headers.get('x-user') ?? undefined;
// Its edge is decades away.
const window = 100 * 365 * 86_400;

/** @param {import('../support/transports.mjs').Transport} transport */
const callsOf = (transport) => {
  /** @param {string} id @param {string} [user] */
  return (id, user) =>
    transport.call(id, '[1,2]', user === undefined ? {} : { headers: { 'x-user': user } });
};

for (const algorithm of /** @type {const} */ (['fixed', 'sliding'])) {
  const options = () => ({ middleware: [rateLimit({ limit: 2, window, algorithm, caller })] });
  overBoth(`too many calls are refused (${algorithm})`, options(), async (transport) => {
    const call = callsOf(transport);
    const user = transport.name;
    assert.equal((await call(ids.add, user)).status, 200);
    assert.equal((await call(ids.add, user)).status, 200);
    const refused = await call(ids.add, user);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('callgate-error'), 'rate-limited');
    assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    const event = transport.events.at(-1);
    assert.ok(event?.type === 'refused' && event.code === 'rate-limited');
    assert.equal((await call(ids.echo, user)).status, 200, 'each function has its own limit');
    assert.equal((await call(ids.add, `${user}2`)).status, 200, 'and each caller');
    assert.equal((await call(ids.add)).status, 200, 'who is nobody is not counted');
  });
}

const shared = { middleware: [rateLimit({ limit: 1, window, caller, name: 'writes' })] };
overBoth('functions can share a limit', shared, async (transport) => {
  const call = callsOf(transport);
  assert.equal((await call(ids.add, transport.name)).status, 200);
  assert.equal((await call(ids.echo, transport.name)).status, 429);
});

/** @type {unknown[]} */
const errors = [];
const broken = {
  limit: 1,
  window,
  caller,
  store: { take: async () => assert.fail('the store is down') },
  onError: (/** @type {unknown} */ error) => void errors.push(error),
};

overBoth('without its store calls are refused', { middleware: [rateLimit(broken)] }, async (t) => {
  const refused = await callsOf(t)(ids.add, 'ada');
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('callgate-error'), 'rate-limit-unavailable');
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.match(String(errors.at(-1)), /the store is down/);
});

const open = { middleware: [rateLimit({ ...broken, whenUnavailable: 'allow' })] };
overBoth('or let through, where that is asked for', open, async (transport) => {
  assert.equal((await callsOf(transport)(ids.add, 'ada')).status, 200);
});

test('wrong options are errors when the middleware is made', () => {
  /** @type {[object, RegExp][]} */
  const wrong = [
    [{ limit: 0 }, /`limit`/],
    [{ limit: 1.5 }, /`limit`/],
    [{ window: 0 }, /`window`/],
    [{ window: Infinity }, /`window`/],
    [{ algorithm: 'log' }, /`algorithm`/],
    [{ caller: undefined }, /`caller`/],
    [{ whenUnavailable: 'serve' }, /"refuse" or "allow"/],
    [{ max: 5 }, /no option `max`/],
  ];
  for (const [option, message] of wrong) {
    const options = /** @type {any} */ ({ limit: 1, window: 1, caller, ...option });
    assert.throws(() => rateLimit(options), { name: 'TypeError', message });
  }
});

test('servers that share a Redis share their limits, and count exactly', async (t) => {
  const redis = await startRedis(t);
  const stores = await Promise.all(
    Array.from({ length: 3 }, async () =>
      createRedisRateLimitStore({ client: await redis.connect(), timeout: 60_000 }),
    ),
  );
  for (const algorithm of /** @type {const} */ (['fixed', 'sliding'])) {
    const policy = { algorithm, limit: 10, window: window * 1000 };
    const decisions = await Promise.all(
      Array.from({ length: 60 }, (_, n) => stores[n % 3]?.take('ada', policy)),
    );
    assert.equal(decisions.filter((decision) => decision?.allowed).length, 10);
    for (const decision of decisions) {
      if (decision?.allowed) continue;
      assert.ok(decision && decision.retryAfter > 0 && decision.retryAfter <= 2 * policy.window);
    }
    assert.equal((await stores[0]?.take('bob', policy))?.remaining, 9);
  }
});

test('a window of Redis ends as one of this process does', async (t) => {
  const redis = await startRedis(t);
  const client = await redis.connect();
  for (const algorithm of /** @type {const} */ (['fixed', 'sliding'])) {
    for (const store of [
      createRedisRateLimitStore({ client, timeout: 60_000 }),
      createMemoryRateLimitStore(),
    ]) {
      const policy = { algorithm, limit: 2, window: 200 };
      const take = () => store.take(algorithm, policy);
      let decision = await take();
      while (decision.allowed) decision = await take();
      const { retryAfter } = decision;
      assert.ok(retryAfter > 0 && retryAfter <= 400);
      await new Promise((resolve) => setTimeout(resolve, retryAfter + 5));
      assert.equal((await take()).allowed, true, algorithm);
    }
  }
  const keys = await client.keys('*');
  // -1 would be a count that stays; one that has gone since has -2.
  for (const key of keys) assert.notEqual(await client.pTTL(key), -1, 'counts go by themselves');
});

test('a Redis that has been restarted counts on', async (t) => {
  const redis = await startRedis(t);
  const store = createRedisRateLimitStore({
    client: await redis.connect(),
    timeout: 60_000,
    cooldown: 1,
  });
  const policy = /** @type {const} */ ({ algorithm: 'fixed', limit: 1, window: window * 1000 });
  await store.take('a', policy);
  await redis.kill();
  await assert.rejects(store.take('a', policy), /Redis cannot be used/);
  await redis.start();
  await untilItWorks(() => store.take('c', policy));
  assert.equal((await store.take('b', policy)).allowed, true);
});
