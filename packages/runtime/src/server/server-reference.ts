import { sharedState } from '../shared-state.ts';
import { bindReference } from './bind-reference.ts';

/** Any function; what a server reference is made of. */
export type AnyFunction = (...args: never[]) => unknown;

/** A function that can be called with whatever a client sends. */
export type ServerFunction = (...args: unknown[]) => unknown;

/** What React recognises a server reference by. */
export const SERVER_REFERENCE: symbol = Symbol.for('react.server.reference');

const CLIENT_REFERENCE = Symbol.for('react.client.reference');

/** A function that carries React's marks of a server reference. */
export interface ServerReference extends AnyFunction {
  readonly $$typeof: symbol;
  readonly $$id: string;
  readonly $$bound: readonly unknown[] | null;
}

interface ReferenceState {
  /** The function last registered under each id. Only ids of compiled code get in here. */
  readonly byId: Map<string, AnyFunction>;
  /** Further ids of functions that were server references already when they were registered. */
  readonly aliases: WeakMap<AnyFunction, Set<string>>;
}

const state = sharedState<ReferenceState>('server-references', () => ({
  byId: new Map(),
  aliases: new WeakMap(),
}));

/** Tells whether a value carries React's mark of a server reference. */
export function isServerReference(value: unknown): value is ServerReference {
  return typeof value === 'function' && Reflect.get(value, '$$typeof') === SERVER_REFERENCE;
}

/** Tells whether a server reference was registered under an id, be it its own or a further one. */
export function hasServerReferenceId(value: unknown, id: string): boolean {
  return (
    isServerReference(value) && (value.$$id === id || state.aliases.get(value)?.has(id) === true)
  );
}

/** The function last registered under an id. */
export function registeredServerReference(id: string): AnyFunction | undefined {
  return state.byId.get(id);
}

/**
 * Makes a function a server reference: `$$typeof`, `$$id`, `$$bound`, `bind` and `toString`, in the
 * shape that React's own `registerServerReference` gives, so that no React binding is needed while
 * modules are still being evaluated. A function that is a server reference already keeps its id and
 * remembers the new one.
 *
 * @param name the name the function would have had in place, where the compiler had to give another
 */
export function registerServerReference<F extends AnyFunction>(
  fn: F,
  id: string,
  name?: string,
): F {
  if (name !== undefined) Object.defineProperty(fn, 'name', { value: name, configurable: true });
  if (isServerReference(fn)) addAlias(fn, id);
  else stampServerReference(fn, id, { value: null });
  state.byId.set(id, fn);
  return fn;
}

/**
 * Puts React's marks on a function that does not have them.
 *
 * @param bound the descriptor of `$$bound`: a value, or a getter that is read at each serialisation
 */
export function stampServerReference(fn: AnyFunction, id: string, bound: BoundDescriptor): void {
  if (Reflect.get(fn, '$$typeof') === CLIENT_REFERENCE) {
    throw new TypeError(`"${fn.name}" is a client reference; it cannot be a server function.`);
  }
  if (!Object.isExtensible(fn)) {
    throw new TypeError(`"${fn.name}" is frozen; a server function must be extensible.`);
  }
  Object.defineProperties(fn, {
    $$typeof: { value: SERVER_REFERENCE },
    $$id: { value: id, configurable: true },
    $$bound: { ...bound, configurable: true },
    bind: { value: bindReference, configurable: true },
    toString: { value: fixedText, configurable: true, writable: true },
  });
}

/** How `$$bound` is given. */
export type BoundDescriptor =
  | { readonly value: readonly unknown[] | null }
  | { readonly get: () => readonly unknown[] | null };

function addAlias(reference: ServerReference, id: string): void {
  if (reference.$$id === id) return;
  const aliases = state.aliases.get(reference);
  if (aliases === undefined) state.aliases.set(reference, new Set([id]));
  else aliases.add(id);
}

/** The source of a server function must never reach a client, not even through a string conversion. */
function fixedText(): string {
  return 'function () { [omitted code] }';
}
