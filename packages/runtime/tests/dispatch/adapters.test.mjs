// @ts-check
// One handler in each kind of Node server: the same calls, the same refusals, and the server's own
// routes beside it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import createFastify from 'fastify';
import { Hono } from 'hono';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/actions-module.mjs';
import { fill, renderAction } from '../support/forms.mjs';
import { ReactBrowser } from '../support/react.mjs';
import { listen } from '../support/transports.mjs';

const handler = createServerFunctionHandler({
  manifest,
  load,
  limits: { body: 200_000 },
  onEvent() {},
  isPage: (path) => path === '/page',
  render: async ({ result, status }) => Response.json(result, { status }),
});

/** @type {Record<string, () => Promise<import('node:http').Server>>} */
const servers = {
  'node:http': async () => {
    const dispatch = toNodeListener(handler);
    return createServer((message, answer) =>
      dispatch(message, answer, () => answer.end('its own')),
    );
  },

  'Express 5': async () => {
    const app = express();
    app.use(toNodeListener(handler));
    app.use(express.json());
    app.post('/own', (request, response) => void response.send(`its own ${request.body.a}`));
    return createServer(app);
  },

  'Fastify 5': async () => {
    const app = createFastify();
    const dispatch = toNodeListener(handler);
    app.addHook('onRequest', (request, reply, done) => {
      // What the handler answers is no business of Fastify any more.
      void dispatch(request.raw, reply.raw, (error) =>
        done(error instanceof Error ? error : undefined),
      );
    });
    app.post('/own', (request, reply) => {
      void reply.send(`its own ${Reflect.get(Object(request.body), 'a')}`);
    });
    await app.ready();
    return app.server;
  },

  Hono: async () => {
    const app = new Hono();
    app.use(async (hono, next) => {
      const response = await handler(hono.req.raw);
      if (response === null) return next();
      hono.res = response;
    });
    app.post('/own', async (hono) => hono.text(`its own ${(await hono.req.json()).a}`));
    return /** @type {import('node:http').Server} */ (createAdaptorServer({ fetch: app.fetch }));
  },
};

for (const [name, create] of Object.entries(servers)) {
  test(`${name}: calls, forms, refusals, and its own routes`, { timeout: 300_000 }, async () => {
    const server = await create();
    const origin = await listen(server);
    /** @param {string} path @param {RequestInit['body']} body @param {Record<string, string>} [headers] */
    const post = (path, body, headers = {}) =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        body: body ?? null,
        headers: { origin, ...headers },
        redirect: 'manual',
      });
    try {
      const args = [1n, new Map([['a', new Uint8Array(100_000)]])];
      const call = await post(`/_callgate/${ids.echo}`, await ReactBrowser.encodeReply(args));
      assert.equal(call.status, 200);
      assert.deepEqual(await ReactBrowser.createFromReadableStream(call.body, {}), args);

      const form = fill(await renderAction(String(ids.save)), { title: 'x' });
      assert.equal((await (await post('/page', form)).json()).title, 'x');
      const go = await post(
        '/page',
        fill(await renderAction(String(ids.saveAndGo)), { title: 'x' }),
      );
      assert.equal(go.status, 303);
      assert.equal(go.headers.get('location'), '/posts/x');

      const cookies = await post(`/_callgate/${ids.setCookie}`, '["a","1"]');
      assert.equal(cookies.headers.getSetCookie().length, 2);
      await cookies.text();

      const evil = await post(`/_callgate/${ids.echo}`, '[]', { origin: 'https://evil.test' });
      assert.equal(evil.status, 403);
      assert.equal((await fetch(`${origin}/_callgate/${ids.echo}`)).status, 405);

      const own = await post('/own', '{"a":1}', { 'content-type': 'application/json' });
      assert.equal(own.status, 200);
      assert.match(await own.text(), /^its own/);

      const large = await post(`/_callgate/${ids.echo}`, `["${'x'.repeat(300_000)}"]`).catch(
        () => undefined, // the connection may be cut while the rest is still being sent
      );
      if (large !== undefined) assert.equal(large.status, 413);
    } finally {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });
}
