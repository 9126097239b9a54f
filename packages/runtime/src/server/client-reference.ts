import { sharedState } from '../shared-state.ts';

const CLIENT_REFERENCE = Symbol.for('react.client.reference');

/** A stand-in, in the server graph, for an export of a `'use client'` module. */
export type ClientReference = object & { readonly $$id: string };

const byId = sharedState('client-references', () => new Map<string, ClientReference>());

/**
 * Makes `proxy` the reference of an export of a `'use client'` module, in React's own shape.
 *
 * @param proxy the function that throws when the export is called on the server
 * @param moduleKey what the client manifest calls the module
 */
export function registerClientReference<T extends object>(
  proxy: T,
  moduleKey: string,
  name: string,
): T & ClientReference {
  return stampClientReference(proxy, `${moduleKey}#${name}`);
}

/** The client reference with an id, as it was registered, or a new one if its module is not loaded. */
export function clientReference(id: string): ClientReference {
  const registered = byId.get(id);
  if (registered !== undefined) return registered;
  return stampClientReference(() => {
    throw new Error(
      `"${id}" is on the client; the server can render it or pass it on, not call it.`,
    );
  }, id);
}

function stampClientReference<T extends object>(proxy: T, id: string): T & ClientReference {
  const reference = Object.defineProperties(proxy, {
    $$typeof: { value: CLIENT_REFERENCE },
    $$id: { value: id },
    $$async: { value: false },
  }) as T & ClientReference; // `$$id` was defined just above
  byId.set(id, reference);
  return reference;
}
