// @ts-check
// The server of tests/ssr/processes.test.mjs.

import { createServer } from 'node:http';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { composer, load, manifest, multiplier } from './compiled-module.mjs';
import { binding } from './react.mjs';
import { listen } from './transports.mjs';

const dispatch = toNodeListener(createServerFunctionHandler({ manifest, load, onEvent() {} }));
const page = toNodeListener(async () => {
  const triple = multiplier(3);
  const body = binding.encode({ triple, compose: composer(triple) }, { onError: console.error });
  return new Response(body, { headers: { 'content-type': 'text/x-component' } });
});

const server = createServer((message, answer) =>
  dispatch(message, answer, () => page(message, answer)),
);

process.send?.({ origin: await listen(server) });
