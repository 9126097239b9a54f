import {
  createServerFunctionHandler,
  type DispatchEvent,
  type ServerFunctionHandler,
} from '@callgate/runtime/server';
import type { Manifest } from 'callgate';

/** Makes what runs server functions, for requests that come from pages of `origins`. */
export function createDispatcher(
  manifest: Manifest,
  origins: readonly string[],
): ServerFunctionHandler {
  return createServerFunctionHandler({ manifest, origins, load, onEvent: logEvent });
}

/** Loads a compiled module by the path of its source. */
function load(module: string): Promise<object> {
  return import(new URL(`../${module.replace(/\.tsx?$/, '.js')}`, import.meta.url).href);
}

/** Writes one line for each call. */
function logEvent(event: DispatchEvent): void {
  const name = event.name ?? 'A request';
  switch (event.type) {
    case 'completed':
      console.log(`${name} answered ${event.status} in ${event.duration.toFixed(1)} ms`);
      break;
    case 'refused':
      console.log(`${name} was refused: ${event.status}, ${event.reason}`);
      break;
    case 'swallowed-navigation':
      console.warn(`${name} caught a redirect and did not throw it again:`, event.error);
      break;
    default:
      console.error(`${name} failed (digest ${event.digest}):`, event.error);
  }
}
