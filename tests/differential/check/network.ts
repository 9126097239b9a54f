/** Calls server references through React's real encoders and decoders. */
import type { ModuleManifest } from 'callgate';

import { createRoundTrip } from '../../../packages/runtime/tests/support/round-trip.mjs';
import type { RouteFactory } from '../run/execute.ts';

const reference = Symbol.for('react.server.reference');

/** Calls over the network what is a server reference, and in place what is not. */
export function overNetwork(manifest: ModuleManifest | null): RouteFactory {
  return (module) => {
    const trip = createRoundTrip({
      acceptReferences: true,
      loadFunction(id) {
        const found = manifest?.functions[id];
        if (found === undefined) throw new Error(`the manifest has no function ${id}`);
        return module.exports[found.export];
      },
    });
    const revive = async (value: unknown): Promise<unknown> =>
      isReference(value) ? trip.revive(value) : value;
    return async (fn, args) => {
      if (!isReference(fn)) return fn(...args);
      // A client can only pass on references that it was given.
      const received = await Promise.all(args.map((arg) => replaceFunctions(arg, revive)));
      const revived = await trip.revive(fn);
      return revived(...received);
    };
  };
}

function isReference(value: unknown): boolean {
  return typeof value === 'function' && Reflect.get(value, '$$typeof') === reference;
}

/** A copy of plain data in which `replace` has been given each function. */
async function replaceFunctions(
  value: unknown,
  replace: (fn: unknown) => Promise<unknown>,
): Promise<unknown> {
  if (typeof value === 'function') return replace(value);
  if (typeof value !== 'object' || value === null) return value;
  const all = async (values: Iterable<unknown>): Promise<unknown[]> =>
    Promise.all(Array.from(values, (item) => replaceFunctions(item, replace)));
  if (Array.isArray(value)) return all(value);
  if (value instanceof Map) return new Map((await all(value)) as [unknown, unknown][]);
  if (value instanceof Set) return new Set(await all(value));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const values = await all(Object.values(value));
  return Object.fromEntries(Object.keys(value).map((key, index) => [key, values[index]]));
}
