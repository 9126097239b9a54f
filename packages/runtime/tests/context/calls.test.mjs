// @ts-check
import assert from 'node:assert/strict';
import { createCallServer, setReactBinding } from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import { freshCache, render } from '../support/cache.mjs';
import { ReactBrowser } from '../support/react.mjs';
import { database, ids, load, manifest, read } from '../support/server-api-module.mjs';
import { overBoth } from '../support/transports.mjs';

setReactBinding(createClientBinding(ReactBrowser));

const app = { manifest, load };

/** @param {import('../support/transports.mjs').Transport} transport */
async function startWith(transport, value = 'old') {
  freshCache();
  database.value = value;
  assert.equal(await render(read), value);
  return createCallServer({
    fetch: async (path, init) => {
      const headers = {
        ...Object.fromEntries(new Headers(init.headers)),
        origin: transport.origin,
      };
      const response = await transport.fetch(path, { ...init, headers });
      assert.ok(response);
      return response;
    },
  });
}

overBoth('a call reads its own write, and so does the next request', app, async (transport) => {
  const callServer = await startWith(transport);
  assert.equal(await callServer(ids.update, ['new']), 'new');
  assert.equal(await callServer(ids.readBeside, []), 'new');
});

overBoth('a call that fails after its change has invalidated it', app, async (transport) => {
  const callServer = await startWith(transport);
  const failed = await transport.call(ids.updateAndFail, '["new"]');
  assert.equal(failed.status, 500);
  assert.deepEqual(failed.headers.getSetCookie(), [], 'no half of its cookies');
  assert.equal(await callServer(ids.readBeside, []), 'new');
  const refused = await transport.call(ids.updateAndRefuse, '["newer"]');
  assert.equal(refused.status, 409);
  assert.deepEqual(refused.headers.getSetCookie(), ['tried=newer; Path=/']);
  assert.equal(await callServer(ids.readBeside, []), 'newer');
});

overBoth('a redirect carries cookies, and its page is fresh', app, async (transport) => {
  await startWith(transport);
  const response = await transport.call(ids.updateAndRedirect, '["7"]');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('callgate-redirect'), '307;/posts/7');
  assert.deepEqual(response.headers.getSetCookie(), ['flash=7; Path=/']);
  assert.equal(await render(read), '7');
});

overBoth('what was asked for is in the headers', app, async (transport) => {
  await startWith(transport);
  const response = await transport.call(ids.askForAll, '[]');
  assert.deepEqual(response.headers.getSetCookie(), ['a=1; Path=/; HttpOnly']);
  assert.match(response.headers.get('callgate-revalidate') ?? '', /refresh/);
});

overBoth('a page is told to be out of date by what it shows at once', app, async (transport) => {
  await startWith(transport);
  for (const [id, told] of /** @type {const} */ ([
    [ids.update, 'tag'],
    [ids.expire, 'tag'],
    // It may be served stale, so the page would be no newer.
    [ids.markStale, null],
  ])) {
    const response = await transport.call(String(id), '[]');
    assert.equal(response.headers.get('callgate-revalidate'), told);
    await response.text();
  }
});

overBoth('once the answer has started nothing can be asked for', app, async (transport) => {
  const callServer = await startWith(transport);
  /** @type {unknown[]} */
  const seen = [];
  await assert.rejects(async () => {
    const values = /** @type {AsyncIterable<unknown>} */ (await callServer(ids.refreshLate, []));
    for await (const value of values) seen.push(value);
  });
  assert.deepEqual(seen, ['the answer has started']);
  const event = transport.events.find(({ type }) => type === 'late-error');
  assert.match(String(/** @type {any} */ (event)?.error), /its answer has started/);
});

overBoth('a navigation that is swallowed is told to the log', app, async (transport) => {
  const callServer = await startWith(transport);
  assert.equal(await callServer(ids.swallow, []), 'swallowed');
  const event = transport.events.find(({ type }) => type === 'swallowed-navigation');
  assert.match(String(/** @type {any} */ (event)?.error), /a redirect to \/posts/);
  const response = await transport.call(ids.rethrow, '[]');
  assert.equal(response.status, 401);
});

overBoth('a cached function does not know who calls', app, async (transport) => {
  const callServer = await startWith(transport);
  assert.equal(await callServer(ids.whoCallsInCache, []), true);
});

overBoth('a thousand calls at once see their own cookies and headers', app, async (transport) => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, n) => {
      const name = `${'x'.repeat(n % 9)}${n}`;
      const response = await transport.call(ids.whoAmI, JSON.stringify([name]), {
        headers: { 'x-name': name, cookie: `name=${name}` },
      });
      assert.deepEqual(response.headers.getSetCookie(), [`seen=${name}; Path=/`]);
      const text = await response.text();
      return text.includes(JSON.stringify([name, name, name]));
    }),
  );
  assert.ok(answers.every(Boolean));
});
