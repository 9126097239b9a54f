// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callServer,
  createCallServer,
  createServerReference,
  setCallServer,
  setReactBinding,
} from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { ReactBrowser } from '../support/react.mjs';
import { answering, ID, result } from './support/answers.mjs';

// Before there is a binding, as stubs are in a bundle.
const early = createServerReference(ID, 1, 'early');

/** @type {[string, unknown[]][]} */
const calls = [];
setCallServer(async (id, args) => {
  calls.push([id, args]);
  return 'answer';
});

const unbound = createCallServer({ fetch: () => assert.fail('nothing is sent') });

test('without a React binding a call says what is missing', async () => {
  await assert.rejects(
    unbound(ID, []),
    /Import `setReactBinding` from `@callgate\/runtime\/client`/,
  );
});

test('a reference made before the binding is known to React', async () => {
  setReactBinding(createClientBinding(ReactBrowser));
  const late = createServerReference('b'.repeat(40));
  for (const [reference, id] of /** @type {const} */ ([
    [early, ID],
    [late, 'b'.repeat(40)],
  ])) {
    const body = await ReactBrowser.encodeReply([reference]);
    assert.equal(body.get('1'), JSON.stringify({ id, bound: null }));
  }
});

test('calling a reference calls the server', async () => {
  calls.length = 0;
  assert.equal(await early('x'), 'answer');
  assert.deepEqual(calls, [[ID, ['x']]]);
  assert.equal(await callServer(ID, [1]), 'answer');
});

test('what the function cannot receive is not sent', async () => {
  calls.length = 0;
  const event = { nativeEvent: true };
  await createServerReference(ID, 0)(event);
  await createServerReference(ID, 1)(1, event);
  await createServerReference(ID, 2)(1);
  await createServerReference(ID)(1, 2, event);
  await createServerReference(ID, undefined)(1, event);
  await createServerReference(ID, 2).bind(null, 'bound')('x', event);
  await createServerReference(ID, 1).bind(null, 'bound')(event);
  assert.deepEqual(
    calls.map(([, args]) => args),
    [[], [1], [1], [1, 2, event], [1, event], ['bound', 'x'], ['bound']],
  );
});

test('a reference has the name it is given, or none', () => {
  assert.equal(createServerReference(ID, 1, 'save').name, 'save');
  assert.equal(createServerReference(ID, 1).name, '');
});

test('a call is a POST to its own address', async () => {
  const { call, requests } = answering(result(3), {
    endpoint: 'https://api.test/rpc/',
    headers: () => ({ 'X-Page': '/posts', accept: 'text/x-component, text/x-other' }),
  });
  assert.equal(await call(ID, [1]), 3);
  const [request] = requests;
  assert.ok(request !== undefined);
  const [url, { method, body, redirect, headers }] = request;
  assert.equal(url, `https://api.test/rpc/${ID}`);
  assert.deepEqual({ method, body, redirect }, { method: 'POST', body: '[1]', redirect: 'error' });
  assert.deepEqual(headers, { accept: 'text/x-component, text/x-other', 'x-page': '/posts' });
});

test('references in a result call the same server', async () => {
  const { registerServerReference } = await import('@callgate/runtime/server');
  const reference = registerServerReference(async () => {}, ID);
  /** @type {[string, RequestInit][]} */
  const requests = [];
  const call = createCallServer({
    fetch: async (url, init) => {
      requests.push([url, init]);
      return result({ reference });
    },
  });
  const { reference: revived } = /** @type {{ reference: Function }} */ (await call(ID, []));
  await revived('again');
  assert.deepEqual(
    requests.map(([url]) => url),
    [`/_callgate/${ID}`, `/_callgate/${ID}`],
  );
  assert.equal(requests[1]?.[1].body, '["again"]');
});

test('a network failure arrives as it is', async () => {
  const call = createCallServer({
    fetch: async () => Promise.reject(new TypeError('fetch failed')),
  });
  await assert.rejects(call(ID, []), /fetch failed/);
});
