// @ts-check
// What a client makes of an answer that is no result.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ActionError,
  ActionUnavailableError,
  isActionError,
  isActionUnavailableError,
  isServerFunctionError,
  ServerFunctionError,
  setReactBinding,
} from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { ReactBrowser } from '../support/react.mjs';
import { answering, ID, refusal, result } from './support/answers.mjs';

setReactBinding(createClientBinding(ReactBrowser));

/** @param {Response} response @returns {Promise<any>} */
function failureOf(response) {
  return answering(response)
    .call(ID, [])
    .then(
      () => assert.fail('the call did not fail'),
      (error) => error,
    );
}

/** @type {[string, Response, { status: number, code: string, digest: string | undefined }][]} */
const failures = [
  [
    'an unexpected error',
    refusal(500, { 'callgate-error': 'internal', 'callgate-digest': 'd1' }),
    { status: 500, code: 'internal', digest: 'd1' },
  ],
  [
    'a refusal',
    refusal(413, { 'callgate-error': 'too-large' }),
    { status: 413, code: 'too-large', digest: undefined },
  ],
  [
    'a page of a proxy',
    new Response('<h1>Bad gateway</h1>', { status: 502 }),
    { status: 502, code: 'unknown', digest: undefined },
  ],
  [
    'a page in place of a result',
    new Response('<h1>Sign in</h1>'),
    { status: 200, code: 'unknown', digest: undefined },
  ],
  [
    'an error of the app that is not Flight',
    refusal(400, { 'callgate-error': 'action' }),
    { status: 400, code: 'action', digest: undefined },
  ],
];

for (const [name, response, expected] of failures) {
  test(`${name} is an error with what is known`, async () => {
    const error = await failureOf(response);
    assert.ok(isServerFunctionError(error) && error instanceof ServerFunctionError);
    const { status, code, digest } = error;
    assert.deepEqual({ status, code, digest }, expected);
    assert.match(error.message, new RegExp(`status ${expected.status}`));
    assert.equal(isActionUnavailableError(error), false);
  });
}

test('an ActionError arrives as one, with what was meant to be sent', async () => {
  const data = { stock: 0, until: new Date(5) };
  const body = { code: 'out-of-stock', message: 'There is none left.', data, stack: 'secret' };
  const error = await failureOf(
    result(body, { status: 422, headers: { 'callgate-error': 'action' } }),
  );
  assert.ok(isActionError(error) && error instanceof ActionError);
  assert.equal(error.message, 'There is none left.');
  const { code, status } = error;
  assert.deepEqual({ code, status, data: error.data }, { code: 'out-of-stock', status: 422, data });
  assert.doesNotMatch(String(error.stack), /secret/);
});

for (const value of [null, 5, 'text', [], {}, { code: 1, message: 2 }]) {
  test(`an ActionError of another shape is one without a code: ${JSON.stringify(value)}`, async () => {
    const init = { status: 400, headers: { 'callgate-error': 'action' } };
    const error = await failureOf(result(value, init));
    assert.ok(isActionError(error));
    assert.deepEqual([error.code, error.message, error.data], ['unknown', 'unknown', undefined]);
  });
}

test('a server of another build is an error of its own, with the build', async () => {
  const headers = { 'callgate-unavailable': '1', 'callgate-error': 'unavailable' };
  const error = await failureOf(refusal(409, { ...headers, 'callgate-build': 'b2' }));
  assert.ok(isActionUnavailableError(error) && error instanceof ActionUnavailableError);
  assert.ok(isServerFunctionError(error));
  const { name, status, code, build } = error;
  assert.deepEqual(
    { name, status, code, build },
    { name: 'ActionUnavailableError', status: 409, code: 'unavailable', build: 'b2' },
  );
  assert.equal((await failureOf(refusal(409, headers))).build, undefined);
});
