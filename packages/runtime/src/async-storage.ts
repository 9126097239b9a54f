import type * as AsyncHooks from 'node:async_hooks';
import { sharedState } from './shared-state.ts';

/** The part of AsyncLocalStorage that this package uses. */
export interface AsyncStorage<T> {
  run<R>(store: T, callback: () => R): R;
  getStore(): T | undefined;
}

interface Runtime {
  readonly AsyncLocalStorage?: new <T>() => AsyncStorage<T>;
  readonly process?: { getBuiltinModule?(id: 'node:async_hooks'): typeof AsyncHooks | undefined };
}

/**
 * An AsyncLocalStorage shared by every copy of this package, made at first use. Node, Deno, Bun and
 * workerd give the class without an import; any other runtime can put it on `globalThis`.
 */
export function sharedAsyncStorage<T>(name: string): () => AsyncStorage<T> {
  let storage: AsyncStorage<T> | undefined;
  return () => (storage ??= sharedState(`async-storage/${name}`, () => createAsyncStorage<T>()));
}

function createAsyncStorage<T>(): AsyncStorage<T> {
  const runtime: Runtime = globalThis;
  const Storage =
    runtime.AsyncLocalStorage ??
    runtime.process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage;
  if (Storage === undefined) {
    throw new Error(
      'This runtime has no AsyncLocalStorage. Put the class on `globalThis.AsyncLocalStorage`.',
    );
  }
  return new Storage<T>();
}
