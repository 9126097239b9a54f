// @ts-check
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/compiled-module.mjs';
import '../support/react.mjs';
import '../support/sealing-key.mjs';
import { listen } from '../support/transports.mjs';

/** @typedef {Partial<import('@callgate/runtime/server').HandlerOptions>} Options */

/** @param {Record<string, string>} headers @param {Options} [options] @param {string} [url] */
async function statusOf(headers, options = {}, url = 'https://app.test') {
  const handler = createServerFunctionHandler({ manifest, load, ...options });
  const request = new Request(`${url}/_callgate/${ids.add}`, {
    method: 'POST',
    body: '[1,2]',
    headers,
  });
  return (await handler(request))?.status;
}

/** @type {[number, Record<string, string>, Options?][]} */
const table = [
  [200, { 'sec-fetch-site': 'same-origin' }],
  [200, { 'sec-fetch-site': 'same-origin', origin: 'https://app.test' }],
  [403, { 'sec-fetch-site': 'same-site' }],
  [403, { 'sec-fetch-site': 'same-site', origin: 'https://app.test' }],
  [403, { 'sec-fetch-site': 'cross-site', origin: 'https://app.test' }],
  [403, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
  [403, { 'sec-fetch-site': 'none' }],
  [403, { 'sec-fetch-site': 'none', origin: 'https://app.test' }],
  [403, { 'sec-fetch-site': '' }],
  [403, { 'sec-fetch-site': 'Same-Origin' }],
  [403, { 'sec-fetch-site': 'same-origin, cross-site' }],
  [200, { origin: 'https://app.test' }],
  [403, { origin: 'http://app.test' }],
  [403, { origin: 'https://app.test:8443' }],
  [403, { origin: 'https://app.test.evil.test' }],
  [403, { origin: 'https://evil.test#https://app.test' }],
  [403, { origin: 'https://app.test, https://app.test' }],
  [403, { origin: 'HTTPS://APP.TEST' }],
  [403, { origin: 'https://app.test/' }],
  [403, { origin: 'null' }],
  [403, { origin: '' }],
  [403, {}],
  [403, { referer: 'https://app.test/' }],
  [403, { origin: 'null' }, { allowNonBrowserClients: true }],
  [403, { origin: 'https://evil.test' }, { allowNonBrowserClients: true }],
  [403, { 'sec-fetch-site': 'none' }, { allowNonBrowserClients: true }],
  [200, {}, { allowNonBrowserClients: true }],
  [200, { origin: 'https://partner.test' }, { allowedOrigins: ['https://partner.test'] }],
  [
    200,
    { 'sec-fetch-site': 'cross-site', origin: 'https://partner.test' },
    { allowedOrigins: ['https://partner.test'] },
  ],
  [403, { 'sec-fetch-site': 'cross-site' }, { allowedOrigins: ['https://partner.test'] }],
  [
    403,
    { 'sec-fetch-site': 'cross-site', origin: 'https://other.test' },
    { allowedOrigins: ['https://partner.test'] },
  ],
  [200, { origin: 'https://public.test' }, { origins: ['https://public.test'] }],
  [
    200,
    { 'sec-fetch-site': 'same-origin', origin: 'https://public.test' },
    { origins: ['https://public.test'] },
  ],
  // DNS rebinding: the browser takes the attacker's name for the app.
  [
    403,
    { 'sec-fetch-site': 'same-origin', origin: 'https://app.test' },
    { origins: ['https://public.test'] },
  ],
  [403, { origin: 'https://app.test' }, { origins: ['https://public.test'] }],
  [403, { origin: 'https://public.test', 'x-forwarded-host': 'public.test' }],
  [200, { origin: 'https://public.test', 'x-forwarded-host': 'public.test' }, { trustProxy: true }],
  [200, { origin: 'http://app.test', 'x-forwarded-proto': 'http' }, { trustProxy: true }],
  [200, { origin: 'https://app.test' }, { trustProxy: true }],
  [200, { origin: 'https://a.test', 'x-forwarded-host': 'a.test, b.test' }, { trustProxy: true }],
  [403, { origin: 'null', 'x-forwarded-proto': 'data' }, { trustProxy: true }],
  [403, { origin: 'null', 'x-forwarded-host': ' / ' }, { trustProxy: true }],
];

/** The same on a server without TLS. @template T @param {T} value @returns {T} */
function withoutTls(value) {
  const text = JSON.stringify(value).replaceAll(/https?\b/g, (scheme) =>
    scheme === 'http' ? 'https' : 'http',
  );
  return JSON.parse(text);
}

/** @param {Record<string, string>} headers @param {Options} options */
async function statusOverNode(headers, options) {
  const server = createServer(
    toNodeListener(createServerFunctionHandler({ manifest, load, ...options })),
  );
  const address = await listen(server);
  try {
    const request = httpRequest(`${address}/_callgate/${ids.add}`, {
      method: 'POST',
      headers: { host: 'app.test', 'content-type': 'text/plain', ...headers },
    });
    request.end('[1,2]');
    const [response] = await once(request, 'response');
    response.resume();
    return response.statusCode;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

for (const [status, headers, options = {}] of table) {
  test(`${status} for ${JSON.stringify(headers)} with ${JSON.stringify(options)} (node:http)`, async () => {
    assert.equal(await statusOverNode(withoutTls(headers), withoutTls(options)), status);
  });
}

for (const [status, headers, options] of table) {
  test(`${status} for ${JSON.stringify(headers)} with ${JSON.stringify(options ?? {})}`, async () => {
    assert.equal(await statusOf(headers, options), status);
  });
}

test('default ports are no part of an origin', async () => {
  assert.equal(await statusOf({ origin: 'http://app.test' }, {}, 'http://app.test:80'), 200);
  assert.equal(await statusOf({ origin: 'http://app.test:81' }, {}, 'http://app.test:81'), 200);
});
