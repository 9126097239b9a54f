/**
 * State that every copy of this package in one process shares. Bundlers and dev servers may load a
 * package twice; a binding or a key set through one copy must be seen by the other.
 */
export function sharedState<T extends object>(name: string, create: () => T): T {
  const key = Symbol.for(`@callgate/runtime/1/${name}`);
  const existing: unknown = Reflect.get(globalThis, key);
  // The key is this package's own, so what stands under it was made by another copy of `create`.
  if (existing !== undefined) return existing as T;
  const created = create();
  Object.defineProperty(globalThis, key, { value: created });
  return created;
}
