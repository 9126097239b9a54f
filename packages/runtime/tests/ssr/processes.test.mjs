// @ts-check
// A client process and a server process, each with the conditions that it has in an app.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';

// React's browser build expects to be bundled.
Object.assign(globalThis, { __webpack_require__: Object.assign(() => ({}), { u: () => '' }) });
const { createRequire } = await import('node:module');
const ReactBrowser = createRequire(import.meta.url)('react-server-dom-webpack/client.browser');
const { callServer, createCallServer, createServerReference, setCallServer, setReactBinding } =
  await import('@callgate/runtime/client');
const { createClientBinding } = await import('@callgate/runtime/react/client');

setReactBinding(createClientBinding(ReactBrowser));

/** @type {import('node:child_process').ChildProcess} */
let server;
let origin = '';

before(async () => {
  server = spawn(
    process.execPath,
    [
      '--conditions',
      'react-server',
      fileURLToPath(new URL('../support/server-process.mjs', import.meta.url)),
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  [{ origin }] = await once(server, 'message');
  setCallServer(createCallServer({ endpoint: `${origin}/_callgate`, headers: () => ({ origin }) }));
});

after(async () => {
  server.kill();
  await once(server, 'exit');
});

test('a stub of the client runs the function of the server', async () => {
  const add = createServerReference('1'.padStart(40, '0'), 2, 'add');
  assert.equal(await add(20, 22), 42);
});

test('a page of the server hands its client references that carry sealed captures', async () => {
  const page = await ReactBrowser.createFromFetch(fetch(`${origin}/page`), { callServer });
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
