import { sharedAsyncStorage } from '../async-storage.ts';
import { sharedState } from '../shared-state.ts';
import type { Reader } from './reader.ts';

/** What a cached function that is running says about its result. */
export interface CacheScope {
  /** For whom it runs. */
  readonly reader: Reader;
  readonly tags: Set<string>;
  /** The earliest revision of what it is made of. */
  pageRevision: number;
  /** Seconds; no longer than those of what it reads from the cache itself. */
  revalidate: number;
  expire: number;
}

const storage = sharedAsyncStorage<CacheScope | undefined>('cache-scope');
const state = sharedState('cache-scope', () => ({ isUsed: false }));

/** Runs a cached function. */
export function runInCacheScope<T>(scope: CacheScope, run: () => T): T {
  state.isUsed = true;
  return storage().run(scope, run);
}

/** The cached function that the running code belongs to; `undefined` outside of one. */
export function currentCacheScope(): CacheScope | undefined {
  return state.isUsed ? storage().getStore() : undefined;
}

/**
 * Refuses what a cached function must not do: its result is kept for other requests.
 *
 * @param call as the app wrote it, `cookies()`
 * @param instead what to do
 */
export function forbidInCacheScope(call: string, instead: string): void {
  if (currentCacheScope() === undefined) return;
  throw new Error(
    `\`${call}\` was called in a cached function, whose result is for every request. ${instead}`,
  );
}
