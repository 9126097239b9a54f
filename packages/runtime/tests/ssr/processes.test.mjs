// @ts-check
// A client process and a server process, each with the conditions that it has in an app.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from './support/process.mjs';

// React's browser build expects to be bundled.
Object.assign(globalThis, { __webpack_require__: Object.assign(() => ({}), { u: () => '' }) });
const { createRequire } = await import('node:module');
const ReactBrowser = createRequire(import.meta.url)('react-server-dom-webpack/client.browser');
const { callServer, createCallServer, createServerReference, setCallServer, setReactBinding } =
  await import('@callgate/runtime/client');
const { createClientBinding } = await import('@callgate/runtime/react/client');

setReactBinding(createClientBinding(ReactBrowser));

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
  server = await startServer(new URL('../support/server-process.mjs', import.meta.url));
  const { origin } = server;
  setCallServer(createCallServer({ endpoint: `${origin}/_callgate`, headers: () => ({ origin }) }));
});

after(() => server.stop());

test('a stub of the client runs the function of the server', async () => {
  const add = createServerReference('1'.padStart(40, '0'), 2, 'add');
  assert.equal(await add(20, 22), 42);
});

test('a page of the server hands its client references that carry sealed captures', async () => {
  const page = await ReactBrowser.createFromFetch(fetch(`${server.origin}/page`), { callServer });
  assert.equal(await page.triple(14), 42);
  const { result, f } = await page.compose(7);
  assert.equal(result, 21);
  assert.equal(await f(2), 6);
});

test('what a function throws arrives as a digest', async () => {
  const fail = createServerReference('3'.padStart(40, '0'), 0, 'fail');
  await assert.rejects(
    fail(),
    (/** @type {any} */ error) => error.status === 500 && !/secret/.test(error.message),
  );
});
