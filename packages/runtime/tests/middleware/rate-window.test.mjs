// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMemoryRateLimitStore } from '@callgate/runtime/middleware';

/** @typedef {import('@callgate/runtime/middleware').RatePolicy} RatePolicy */

const policies = fc.record({
  algorithm: fc.constantFrom(/** @type {const} */ ('fixed'), /** @type {const} */ ('sliding')),
  limit: fc.integer({ min: 1, max: 10 }),
  window: fc.integer({ min: 1, max: 1000 }),
});

test('a fixed window lets through its limit, and who waits as told is let through', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  await fc.assert(
    fc.asyncProperty(policies, fc.array(fc.nat(700), { maxLength: 60 }), async (policy, gaps) => {
      const store = createMemoryRateLimitStore();
      let now = 1_000_000;
      /** @type {number[]} */
      const passed = [];
      for (const gap of gaps) {
        now += gap;
        t.mock.timers.setTime(now);
        const decision = await store.take('a', policy);
        if (decision.allowed) {
          passed.push(now);
          assert.equal(decision.retryAfter, 0);
          continue;
        }
        assert.ok(decision.retryAfter > 0 && decision.retryAfter <= policy.window * 2);
        now += decision.retryAfter;
        t.mock.timers.setTime(now);
        assert.equal((await store.take('a', policy)).allowed, true, 'after `retryAfter`');
        passed.push(now);
      }
      for (const [index, time] of passed.entries()) {
        const inWindow = passed
          .slice(index)
          .filter(
            (other) => Math.floor(other / policy.window) === Math.floor(time / policy.window),
          );
        assert.ok(inWindow.length <= policy.limit);
      }
    }),
  );
});

test('a sliding window does not let a double burst through at its edge', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  /** @param {RatePolicy['algorithm']} algorithm */
  const burst = async (algorithm) => {
    const store = createMemoryRateLimitStore();
    const policy = { algorithm, limit: 10, window: 1000 };
    let passed = 0;
    for (const time of [1_000_990, 1_001_010]) {
      t.mock.timers.setTime(time);
      for (let call = 0; call < 20; call += 1) {
        if ((await store.take('a', policy)).allowed) passed += 1;
      }
    }
    return passed;
  };
  assert.equal(await burst('fixed'), 20);
  assert.equal(await burst('sliding'), 10);
});

test('`remaining` is how many more are let through', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 5000 });
  const store = createMemoryRateLimitStore();
  const policy = /** @type {RatePolicy} */ ({ algorithm: 'sliding', limit: 3, window: 1000 });
  const remaining = [];
  for (let call = 0; call < 4; call += 1) remaining.push((await store.take('a', policy)).remaining);
  assert.deepEqual(remaining, [2, 1, 0, 0]);
});

test('a clock that is set back opens no new window', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 10_000 });
  const store = createMemoryRateLimitStore();
  const policy = /** @type {RatePolicy} */ ({ algorithm: 'fixed', limit: 1, window: 1000 });
  assert.equal((await store.take('a', policy)).allowed, true);
  t.mock.timers.setTime(2000);
  assert.equal((await store.take('a', policy)).allowed, false);
});

test('callers that have not called for longest are forgotten first', async () => {
  const store = createMemoryRateLimitStore({ maxKeys: 2 });
  const policy = /** @type {RatePolicy} */ ({ algorithm: 'fixed', limit: 1, window: 3_600_000 });
  for (const key of ['a', 'b', 'a', 'c']) await store.take(key, policy);
  assert.equal((await store.take('a', policy)).allowed, false);
  assert.equal((await store.take('b', policy)).allowed, true);
});

for (const algorithm of /** @type {const} */ (['fixed', 'sliding'])) {
  test(`a clock that is set back by a day locks nobody out for a day (${algorithm})`, async (t) => {
    const window = 60_000;
    const policy = { algorithm, limit: 2, window };
    const day = 86_400_000;
    t.mock.timers.enable({ apis: ['Date'], now: 10 * day });
    const store = createMemoryRateLimitStore();
    await store.take('a', policy);
    await store.take('a', policy);
    t.mock.timers.setTime(9 * day);
    const { allowed, retryAfter } = await store.take('a', policy);
    assert.equal(allowed, false, 'it opens no new window either');
    assert.ok(retryAfter <= 2 * window, `${retryAfter} ms`);
    t.mock.timers.setTime(9 * day + retryAfter);
    assert.equal((await store.take('a', policy)).allowed, true);
  });
}
