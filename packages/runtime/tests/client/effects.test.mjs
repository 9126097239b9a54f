// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setReactBinding } from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { ReactBrowser } from '../support/react.mjs';
import { answering as answeringFor, ID, refusal, result } from './support/answers.mjs';

setReactBinding(createClientBinding(ReactBrowser));

/** @param {Response} response @param {import('./support/answers.mjs').CallServerOptions} options */
function answering(response, options) {
  return answeringFor(response, { endpoint: 'https://app.test/_callgate', ...options });
}

/** @param {string} redirect @param {Record<string, string>} [headers] */
function redirecting(redirect, headers) {
  return new Response(null, { headers: { 'callgate-redirect': redirect, ...headers } });
}

test('a redirect goes to the router, whose answer is the result', async () => {
  /** @type {unknown[]} */
  const seen = [];
  const { call } = answering(redirecting('307;https://app.test/posts;7?a=b;c'), {
    onRedirect: async (redirect) => {
      seen.push(redirect);
      return 'gone there';
    },
  });
  assert.equal(await call(ID, []), 'gone there');
  assert.deepEqual(seen, [
    { url: 'https://app.test/posts;7?a=b;c', status: 307, type: 'push', flags: new Set() },
  ]);
});

test('a redirect may replace the page in the history', async () => {
  const answer = redirecting('308;https://app.test/', {
    'callgate-redirect-type': 'replace',
    'callgate-revalidate': 'tag, cookie',
  });
  const { call } = answering(answer, { onRedirect: (redirect) => redirect });
  const flags = new Set(['tag', 'cookie']);
  const redirect = { url: 'https://app.test/', status: 308, type: 'replace', flags };
  assert.deepEqual(await call(ID, []), redirect);
});

for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
  test(`a redirect to ${url} is refused here`, async () => {
    const { call } = answering(redirecting(`307;${url}`), { onRedirect: () => assert.fail() });
    await assert.rejects(call(ID, []), TypeError);
  });
}

test('without a page a path is one of the server', async () => {
  const { call } = answering(redirecting('307;/posts?a=b'), { onRedirect: ({ url }) => url });
  assert.equal(await call(ID, []), 'https://app.test/posts?a=b');
});

test('what a router throws rejects the call', async () => {
  const { call } = answering(redirecting('307;https://app.test/'), {
    onRedirect: () => {
      throw new Error('no such route');
    },
  });
  await assert.rejects(call(ID, []), /no such route/);
});

test('the call ends when the page has been read again', async () => {
  /** @type {unknown[]} */
  const order = [];
  const { call } = answering(result(1, { headers: { 'callgate-revalidate': 'refresh, tag' } }), {
    onRefresh: async ({ flags }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push([...flags]);
    },
  });
  order.push(await call(ID, []));
  assert.deepEqual(order, [['refresh', 'tag'], 1]);
});

test('a call that fails may have changed the page too', async () => {
  let refreshed = 0;
  const answer = refusal(400, { 'callgate-error': 'action', 'callgate-revalidate': 'path' });
  const { call } = answering(answer, { onRefresh: () => void (refreshed += 1) });
  await assert.rejects(call(ID, []), { status: 400 });
  assert.equal(refreshed, 1);
});

test('without the header the page is left alone', async () => {
  for (const headers of [{}, { 'callgate-revalidate': '' }]) {
    const { call } = answering(result(1, { headers }), { onRefresh: () => assert.fail() });
    assert.equal(await call(ID, []), 1);
  }
});
