// @ts-check
// Runs one test over both ways into a handler: a web `Request` handed to it, and a real Node server.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { toNodeListener } from '@callgate/runtime/node';
import { load, manifest } from './compiled-module.mjs';
import './react.mjs';
import './sealing-key.mjs';

/** @typedef {import('@callgate/runtime/server').DispatchEvent} DispatchEvent */

/**
 * @typedef {object} Transport
 * @property {'request' | 'node'} name
 * @property {string} origin The origin that the app has.
 * @property {(path: string, init?: RequestInit) => Promise<Response | null>} fetch
 * @property {(id: string, args: string | FormData, init?: RequestInit) => Promise<Response>} call
 * @property {DispatchEvent[]} events
 */

/** For what is not about clocks: a machine that is busy, or was stopped for a while, refuses nothing. */
export const patient = {
  bodyIdle: 600_000,
  bodyTotal: 600_000,
  decode: 600_000,
  execution: 600_000,
};

/**
 * @param {string} name
 * @param {Partial<import('@callgate/runtime/server').HandlerOptions> & { context?: unknown }} options
 * @param {(transport: Transport) => Promise<void>} body
 */
export function overBoth(name, { context, ...options }, body) {
  /** @param {DispatchEvent[]} events */
  const createHandler = (events) =>
    createServerFunctionHandler({
      manifest,
      load,
      onEvent: (event) => events.push(event),
      ...options,
      limits: { ...patient, ...options.limits },
    });

  test(`${name} (Request)`, { timeout: 300_000 }, async () => {
    /** @type {DispatchEvent[]} */
    const events = [];
    const handler = createHandler(events);
    const origin = 'http://app.test';
    /** @type {Transport['fetch']} */
    const send = (path, init) => handler(new Request(`${origin}${path}`, init), context);
    await body({ name: 'request', origin, fetch: send, call: caller(send, origin), events });
  });

  test(`${name} (node:http)`, { timeout: 300_000 }, async () => {
    /** @type {DispatchEvent[]} */
    const events = [];
    const server = createServer(toNodeListener(createHandler(events), { context: () => context }));
    const origin = await listen(server);
    try {
      /** @type {Transport['fetch']} */
      const send = async (path, init) => {
        const response = await fetch(`${origin}${path}`, init);
        // What the handler leaves to others is a bare 404 here.
        const isBare = response.status === 404 && !response.headers.has('callgate-error');
        return isBare ? null : response;
      };
      await body({ name: 'node', origin, fetch: send, call: caller(send, origin), events });
    } finally {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });
}

/** @param {import('node:http').Server} server */
export async function listen(server) {
  // A busy machine must not make the server close what a client is about to use, or has just opened.
  server.keepAliveTimeout = 600_000;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  // A thousand calls at once come before it can accept the first: the system resets what finds no room.
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}

/**
 * @param {Transport['fetch']} send
 * @param {string} origin
 * @returns {Transport['call']}
 */
function caller(send, origin) {
  return async (id, args, init = {}) => {
    const response = await send(`/_callgate/${id}`, {
      method: 'POST',
      body: args,
      ...init,
      headers: { origin, ...Object.fromEntries(new Headers(init.headers)) },
    });
    if (response === null) throw new Error('the handler did not answer');
    return response;
  };
}

/** The code of an answer that refuses. @param {Response | null} response */
export async function codeOf(response) {
  await response?.text();
  return response?.headers.get('callgate-error');
}
