// @ts-check
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import {
  createServerReference,
  isActionUnavailableError,
  setCallServer,
  setReactBinding,
  withCallOptions,
} from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { ReactBrowser } from '../support/react.mjs';
import { answeringEach, ID, refusal, result } from './support/answers.mjs';

setReactBinding(createClientBinding(ReactBrowser));

const save = createServerReference(ID, 1, 'save');
const lost = new TypeError('fetch failed');
const busy = refusal(503, { 'retry-after': '0' });
const gone = refusal(409, { 'callgate-unavailable': '1', 'retry-after': '0' });

/** @param {(Response | Error)[]} answers @param {import('./support/answers.mjs').CallServerOptions} [options] */
function serve(answers, options) {
  const { call, requests } = answeringEach(answers, options);
  setCallServer(call);
  return requests;
}

test('a call that does not say that it is idempotent is sent once', async () => {
  for (const [answer, error] of /** @type {[Response | Error, object][]} */ ([
    [lost, lost],
    [busy, { status: 503 }],
    [refusal(429, {}), { status: 429 }],
  ])) {
    const requests = serve([answer, result(1)]);
    await assert.rejects(withCallOptions(save, { retries: 5 })(1), error);
    assert.equal(requests.length, 1);
  }
});

test('an idempotent call is sent again, with the same body and key', async () => {
  const requests = serve([busy, busy, result('done')]);
  assert.equal(await withCallOptions(save, { idempotent: 'k1' })('x'), 'done');
  assert.deepEqual(
    requests.map(([, { body, headers }]) => [body, headers['idempotency-key']]),
    Array.from({ length: 3 }, () => ['["x"]', 'k1']),
  );
});

test('it is sent no more often than allowed', async () => {
  const requests = serve([busy]);
  await assert.rejects(withCallOptions(save, { idempotent: true })(1), { status: 503 });
  assert.equal(requests.length, 3);
  requests.length = 0;
  await assert.rejects(withCallOptions(save, { idempotent: true, retries: 0 })(1));
  assert.equal(requests.length, 1);
});

test('what another attempt cannot change is not sent again', async () => {
  for (const status of [400, 403, 413, 500]) {
    const requests = serve([refusal(status, {})]);
    await assert.rejects(withCallOptions(save, { idempotent: true })(1), { status });
    assert.equal(requests.length, 1);
  }
});

test('without a word of the server the waits get longer', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const requests = serve([lost, lost, result(1)]);
  const call = withCallOptions(save, { idempotent: true })(1);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** @type {number[]} */
  const counts = [];
  for (const milliseconds of [0, 149, 151, 299, 301]) {
    context.mock.timers.tick(milliseconds);
    await settle();
    counts.push(requests.length);
  }
  assert.deepEqual(counts, [1, 1, 2, 2, 3]);
  assert.equal(await call, 1);
});

test('a signal ends the wait', async () => {
  serve([refusal(503, { 'retry-after': '20' })]);
  const controller = new AbortController();
  const call = withCallOptions(save, { idempotent: true, signal: controller.signal })(1);
  setTimeout(() => controller.abort(new Error('enough')), 10);
  await assert.rejects(call, /enough/);
});

test('a server of another build: the call throws, unless a policy says otherwise', async () => {
  assert.equal(serve([gone, result(1)]).length, 0);
  await assert.rejects(save(1), isActionUnavailableError);
  const requests = serve([gone, gone, result('new')], { onUnavailable: 'retry' });
  assert.equal(await save(1), 'new');
  assert.equal(requests.length, 3);
});

test('a policy that always retries ends', async () => {
  const requests = serve([gone], { onUnavailable: () => 'retry' });
  await assert.rejects(save(1), isActionUnavailableError);
  assert.equal(requests.length, 4);
});

test('a policy is asked with the error and the attempt', async () => {
  const ask = mock.fn(
    async (
      /** @type {import('@callgate/runtime/client').ActionUnavailableError} */ _error,
      /** @type {number} */ attempt,
    ) => {
      /** @type {import('@callgate/runtime/client').UnavailablePolicy} */
      const policy = attempt === 1 ? 'retry' : 'throw';
      return policy;
    },
  );
  serve(
    [refusal(409, { 'callgate-unavailable': '1', 'callgate-build': 'b2', 'retry-after': '0' })],
    {
      onUnavailable: ask,
    },
  );
  await assert.rejects(save(1), isActionUnavailableError);
  assert.deepEqual(
    ask.mock.calls.map(({ arguments: [error, attempt] }) => [error.build, attempt]),
    [
      ['b2', 1],
      ['b2', 2],
    ],
  );
});

test('where there is no page to reload the call throws', async () => {
  serve([gone], { onUnavailable: 'reload' });
  await assert.rejects(save(1), isActionUnavailableError);
});
