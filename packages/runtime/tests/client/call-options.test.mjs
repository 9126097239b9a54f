// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ActionTimeoutError,
  createCallServer,
  createServerReference,
  isActionTimeoutError,
  setCallServer,
  setReactBinding,
  withCallOptions,
} from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { ReactBrowser } from '../support/react.mjs';
import { until } from '../support/until.mjs';
import { answering, answeringEach, ID, refusal, result } from './support/answers.mjs';

setReactBinding(createClientBinding(ReactBrowser));

const save = createServerReference(ID, 1, 'save');

/** A server that answers when the test says so. */
function manual() {
  /** @type {{ args: unknown, answer: (response: Response) => void, signal: AbortSignal }[]} */
  const pending = [];
  setCallServer(
    createCallServer({
      fetch: (_url, { body, signal }) =>
        new Promise((resolve, reject) => {
          pending.push({ args: JSON.parse(String(body)), answer: resolve, signal });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    }),
  );
  return pending;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('calls run in parallel', async () => {
  const pending = manual();
  const calls = [save(1), save(2), save(3)];
  await settled();
  assert.deepEqual(
    pending.map(({ args }) => args),
    [[1], [2], [3]],
  );
  for (const [index, { answer }] of pending.entries()) answer(result(index));
  assert.deepEqual(await Promise.all(calls), [0, 1, 2]);
});

test('calls in one queue run one after the other, others do not wait', async () => {
  const pending = manual();
  const inCart = withCallOptions(save, { queue: 'cart' });
  const calls = [inCart(1), inCart(2), withCallOptions(save, { queue: 'other' })(3), save(4)];
  await settled();
  const sent = () => pending.map(({ args }) => String(args)).sort();
  assert.deepEqual(sent(), ['1', '3', '4']);
  pending.find(({ args }) => String(args) === '1')?.answer(refusal(500, {}));
  await assert.rejects(/** @type {Promise<unknown>} */ (calls[0]));
  await settled();
  assert.deepEqual(sent(), ['1', '2', '3', '4']);
  for (const { answer } of pending) answer(result('done'));
  assert.deepEqual(await Promise.all(calls.slice(1)), ['done', 'done', 'done']);
});

test('a call that is called off while it waits is never sent', async () => {
  const pending = manual();
  const controller = new AbortController();
  const first = withCallOptions(save, { queue: 'q' })(1);
  const second = withCallOptions(save, { queue: 'q', signal: controller.signal })(2);
  const third = withCallOptions(save, { queue: 'q' })(3);
  await settled();
  controller.abort(new Error('called off'));
  // Before the one that it waits for has ended, which may never be.
  await assert.rejects(second, /called off/);
  const late = withCallOptions(save, { queue: 'q', signal: controller.signal })(4);
  await assert.rejects(late, /called off/);
  await settled();
  assert.equal(pending.length, 1, 'the others still wait for their turn');
  pending[0]?.answer(result(1));
  await first;
  await settled();
  assert.deepEqual(
    pending.map(({ args }) => args),
    [[1], [3]],
  );
  pending[1]?.answer(result(3));
  assert.equal(await third, 3);
});

test('a signal ends the call with its reason, and the request', async () => {
  const pending = manual();
  const controller = new AbortController();
  const call = withCallOptions(save, { signal: controller.signal })(1);
  await settled();
  controller.abort();
  await assert.rejects(call, { name: 'AbortError' });
  assert.equal(pending[0]?.signal.aborted, true);
  const aborted = withCallOptions(save, { signal: AbortSignal.abort(new Error('before')) })(2);
  await assert.rejects(aborted, /before/);
  assert.equal(pending.length, 1);
});

test('a call that takes too long rejects with an ActionTimeoutError', async () => {
  const pending = manual();
  const call = withCallOptions(save, { timeout: 20 })(1);
  await assert.rejects(call, (error) => {
    assert.ok(isActionTimeoutError(error) && error instanceof ActionTimeoutError);
    assert.equal(error.timeout, 20);
    return true;
  });
  assert.equal(pending[0]?.signal.aborted, true);
});

test('no time is too long to wait', async () => {
  const pending = manual();
  for (const timeout of [0, Infinity, 2 ** 31]) {
    const call = withCallOptions(save, { timeout })(timeout);
    await new Promise((resolve) => setTimeout(resolve, 5));
    pending.at(-1)?.answer(result('done'));
    assert.equal(await call, 'done', String(timeout));
  }
});

test('a transport that does not know signals cannot hold a call up', async () => {
  const call = createCallServer({ timeout: 20, fetch: () => new Promise(() => {}) });
  await assert.rejects(call(ID, []), isActionTimeoutError);
});

test('the clock stops with the result, the signal does not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const signals = /** @type {AbortSignal[]} */ ([]);
  const call = createCallServer({
    timeout: 15,
    fetch: async (_url, { signal }) => {
      signals.push(signal);
      return result(1);
    },
  });
  await call(ID, []);
  context.mock.timers.tick(30);
  assert.equal(signals[0]?.aborted, false);
});

test('a stream among the arguments stops being read when the call ends', async () => {
  manual();
  let cancelled = false;
  const endless = new ReadableStream({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(10));
      return new Promise((resolve) => setTimeout(resolve, 1));
    },
    cancel: () => void (cancelled = true),
  });
  await assert.rejects(withCallOptions(save, { timeout: 20 })(endless), isActionTimeoutError);
  await until(() => cancelled);
});

test('the options of a call survive `bind`, and trimming', async () => {
  const { call, requests } = answering(result(1));
  setCallServer(call);
  const bound = createServerReference(ID, 2).bind(null, 'bound');
  await Reflect.apply(withCallOptions(bound, { idempotent: 'key' }), null, ['x', 'too many']);
  assert.equal(requests[0]?.[1].body, '["bound","x"]');
  assert.equal(requests[0]?.[1].headers['idempotency-key'], 'key');
});

test('the options of a call survive sealed captures that React waits for', async () => {
  const { registerServerReference } = await import('@callgate/runtime/server');
  const serverFunction = async (/** @type {unknown[]} */ ...args) => args;
  const reference = registerServerReference(serverFunction, ID).bind(
    null,
    Promise.resolve('sealed'),
  );
  const { call, requests } = answeringEach([result({ reference }), result(1)]);
  const page = /** @type {any} */ (await call(ID, []));
  await withCallOptions(page.reference, { idempotent: 'key' })('x');
  assert.equal(requests[1]?.[1].headers['idempotency-key'], 'key');
});

test('what is not a reference is refused', async () => {
  await assert.rejects(
    withCallOptions(async () => 1, {})(),
    /was not given a reference of a server function/,
  );
});

test('a call has the transport that it is given', async () => {
  setCallServer(createCallServer({ fetch: async () => assert.fail('the wrong one') }));
  assert.equal(await withCallOptions(save, { fetch: async () => result('own') })(1), 'own');
});
