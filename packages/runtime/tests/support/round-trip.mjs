// @ts-check
// Sends server references and values through React's real encoders and decoders, both ends in one
// process. The process must be started with `--conditions react-server`; NODE_ENV=production makes it
// several times faster.
//
//   import { createRoundTrip } from '…/packages/runtime/tests/support/round-trip.mjs';
//
//   const trip = createRoundTrip({
//     functions: { '<id>': { module: 'actions.js', export: 'save' } },   // as in a manifest
//     load: (module) => import(module),                                  // may be async
//   });
//   // or: createRoundTrip({ loadFunction: (id) => theExport })
//
//   const save = await trip.revive(reference);   // reference -> Flight -> a function of the client
//   await save(1, new Map());                    // encodeReply -> decodeReply -> run -> Flight -> value
//   await trip.serialise(value);                 // the Flight text of any value
//   await trip.deserialise(text);                // what the client makes of it
//   await trip.passThrough(value);               // both
//   await trip.call(id, args);                   // what a client stub does
//   trip.calls;                                  // every call so far: { id, body }
//
// - A function that throws makes the client's call reject with the very same error object, so that a
//   differential check can compare messages. (Over HTTP only a digest would arrive.)
// - Captures that cannot be sealed make the revived function's call reject. In React's production
//   build the error's `digest` is the message.
// - Server references among the arguments of a call are refused, as the dispatcher does by default;
//   `acceptReferences: true` lets them in.
// - The functions of two round trips may have the same ids: each resolves its own.
// - A sealing key is made up if `configureSealing` was not called before.

import { configureSealing } from '@callgate/runtime/server';
import { runInCall } from '../../dist/dispatch/call-context.js';
import { isSealingConfigured } from '../../dist/sealing/configuration.js';
import { hasServerReferenceId } from '../../dist/server/server-reference.js';
import { readAll, streamOf } from '../../dist/streams.js';
import { binding, ReactBrowser } from './react.mjs';

/** @typedef {(...args: any[]) => Promise<any>} ClientFunction */

/**
 * @typedef {object} RoundTripOptions
 * @property {Record<string, { module: string, export: string }>} [functions] The functions of a manifest.
 * @property {(module: string) => object | Promise<object>} [load] Loads a module of `functions`.
 * @property {(id: string) => unknown} [loadFunction] Gives the export under an id, instead of the two above.
 * @property {boolean} [acceptReferences] Whether arguments may hold server references.
 */

/** @param {RoundTripOptions} options */
export function createRoundTrip(options) {
  if (!isSealingConfigured()) {
    configureSealing({ keys: [crypto.getRandomValues(new Uint8Array(32))] });
  }
  /** @type {{ id: string, body: string | FormData }[]} */
  const calls = [];

  /** @param {string} id */
  async function loadFunction(id) {
    const found = await readFunction(options, id);
    if (found === undefined) return undefined;
    if (typeof found !== 'function' || !hasServerReferenceId(found, id)) {
      throw new Error(`what was loaded for ${id} is not the server function of that id`);
    }
    return /** @type {import('../../dist/server/server-reference.js').AnyFunction} */ (found);
  }

  /** @param {string} id */
  async function requireFunction(id) {
    const found = await loadFunction(id);
    if (found === undefined) throw new Error(`there is no server function ${id}`);
    return found;
  }

  /** @param {unknown} value */
  function encode(value) {
    return binding.encode(value, {
      onError: (error) => (error instanceof Error ? error.message : String(error)),
    });
  }

  /** @param {ReadableStream<Uint8Array>} stream */
  async function decode(stream) {
    return ReactBrowser.createFromReadableStream(stream, { callServer: call });
  }

  /** @type {(id: string, args: unknown[]) => Promise<any>} */
  async function call(id, args) {
    const body = await ReactBrowser.encodeReply(args);
    calls.push({ id, body });
    const received = await binding.decodeReply(body, {
      resolve: options.acceptReferences ? requireFunction : refuseReference,
    });
    if (!Array.isArray(received)) throw new Error('the arguments are no list');
    const fn = /** @type {ClientFunction} */ (/** @type {unknown} */ (await requireFunction(id)));
    const context = {
      id,
      name: '',
      module: '',
      stableName: '#',
      request: new Request('http://localhost/'),
      signal: new AbortController().signal,
      context: undefined,
      bodyDigest: () => Promise.reject(new Error('there is no body')),
      loadFunction,
    };
    // The result is encoded as part of the call: a generator runs while it is being read.
    return runInCall(context, async () => decode(encode(await fn(...received))));
  }

  return {
    calls,
    call,

    /**
     * @param {unknown} reference
     * @returns {Promise<ClientFunction>}
     */
    async revive(reference) {
      const revived = await decode(encode(reference));
      if (typeof revived !== 'function') throw new Error('what was revived is not a function');
      return revived;
    },

    /** @param {unknown} value */
    async serialise(value) {
      return new TextDecoder().decode(await readAll(encode(value)));
    },

    /** @param {string} text */
    async deserialise(text) {
      return decode(streamOf(new TextEncoder().encode(text)));
    },

    /** @param {unknown} value */
    async passThrough(value) {
      return decode(encode(value));
    },
  };
}

/**
 * @param {RoundTripOptions} options
 * @param {string} id
 */
async function readFunction({ functions, load, loadFunction }, id) {
  if (loadFunction !== undefined) return loadFunction(id);
  const entry = functions?.[id];
  if (entry === undefined || load === undefined) return undefined;
  return Reflect.get(await load(entry.module), entry.export);
}

/** @param {string} id @returns {never} */
function refuseReference(id) {
  throw new Error(`the server reference ${id} is not accepted as an argument`);
}
