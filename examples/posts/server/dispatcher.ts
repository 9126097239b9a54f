import {
  createServerFunctionHandler,
  type DispatchEvent,
  type ServerFunctionHandler,
} from '@callgate/runtime/server';
import type { Manifest } from 'callgate';

import { Refused } from '../lib/refuse.ts';
import { requestContext } from '../lib/request-context.ts';

/** Makes what runs server functions, for requests that come from pages of `origins`. */
export function createDispatcher(
  manifest: Manifest,
  origins: readonly string[],
): ServerFunctionHandler {
  const onEvent = (event: DispatchEvent): void => logEvent(event, manifest);
  const handle = createServerFunctionHandler({ manifest, origins, load, onEvent });
  return async (request) => {
    const response = await handle(request);
    const { refused } = requestContext();
    return refused === null ? response : answer(refused);
  };
}

/** Loads a compiled module by the path of its source. */
function load(module: string): Promise<object> {
  return import(new URL(`../${module.replace(/\.tsx?$/, '.js')}`, import.meta.url).href);
}

/** Writes one line for each call, and keeps what the application refused for the answer. */
function logEvent(event: DispatchEvent, { functions }: Manifest): void {
  const name = (event.id && functions[event.id]?.name) ?? 'A request';
  if (event.type === 'completed') {
    console.log(`${name} ran in ${event.duration.toFixed(1)} ms`);
  } else if (event.type === 'refused') {
    console.log(`${name} was refused: ${event.status}, ${event.reason}`);
  } else if (event.error instanceof Refused) {
    requestContext().refused = event.error;
    console.log(`${name} refused: ${event.error.status}, ${event.error.message}`);
  } else {
    console.error(`${name} failed (digest ${event.digest}):`, event.error);
  }
}

/** The dispatcher hides every error that a function throws; the ones meant for the caller are told. */
function answer({ status, code, message }: Refused): Response {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return Response.json({ error: { code, message } }, { status, headers });
}
