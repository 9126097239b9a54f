// @ts-check
// A page with the bundled client, and the server that it calls.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { build } from 'esbuild';
import { binding } from '../../support/react.mjs';
import '../../support/sealing-key.mjs';
import { listen } from '../../support/transports.mjs';
import { exported, manifest, scaler } from './functions.mjs';

// React's build for browsers asks a bundler for modules; there are no client components here.
const PAGE = `<!doctype html><title>test</title><link rel="icon" href="data:,">
<script>globalThis.__webpack_require__ = () => {}</script><script src="/client.js"></script>`;

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.js')],
    bundle: true,
    platform: 'browser',
    define: { 'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'development') },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

export async function startApp() {
  const script = await bundle();
  /** @type {import('@callgate/runtime/server').DispatchEvent[]} */
  const events = [];
  const handler = toNodeListener(
    createServerFunctionHandler({
      manifest,
      load: () => exported,
      limits: { body: 64 * 1024 * 1024 },
      build: 'b1',
      skew: 'refuse',
      onEvent: (event) => events.push(event),
    }),
  );
  const pages = toNodeListener(async ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname === '/client.js') return reply(script, 'text/javascript');
    if (pathname === '/page') {
      return reply(binding.encode({ triple: scaler(3) }, { onError() {} }), 'text/x-component');
    }
    if (pathname.startsWith('/moved/')) {
      return new Response(null, {
        status: 307,
        headers: { location: pathname.replace('/moved', '/_callgate') },
      });
    }
    return reply(PAGE, 'text/html');
  });
  const server = createServer((message, answer) =>
    handler(message, answer, () => pages(message, answer)),
  );
  const origin = await listen(server);
  return {
    origin,
    events,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @param {BodyInit} body @param {string} type */
function reply(body, type) {
  return new Response(body, { headers: { 'content-type': type } });
}
