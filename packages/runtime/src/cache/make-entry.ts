import { type CacheScope, runInCacheScope } from './cache-scope.ts';
import { encodeResult } from './entry-codec.ts';
import { outsideRequest } from './outside-request.ts';
import type { Reader } from './reader.ts';
import type { CacheEntry, TagStore } from './stores.ts';

/** A cached function, and what is known of its results before it runs. */
export interface CachedFunction {
  readonly name: string;
  readonly run: (...args: readonly unknown[]) => unknown;
  readonly tags: readonly string[];
  readonly revalidate: number;
  readonly expire: number;
}

/**
 * Runs a cached function and makes an entry of its result.
 *
 * The revision and the time are those from before it runs: what is changed while it runs it may or
 * may not have seen.
 */
export async function makeEntry(
  { name, run, tags, revalidate, expire }: CachedFunction,
  args: readonly unknown[],
  store: TagStore,
  reader: Reader,
): Promise<CacheEntry> {
  const { revision } = await store.getExpiration([]);
  const time = Date.now();
  const scope: CacheScope = {
    reader: { ...reader, takesStale: false },
    tags: new Set(tags),
    pageRevision: revision,
    revalidate,
    expire,
  };
  const value = await outsideRequest(() =>
    runInCacheScope(scope, async () => encodeResult(name, await run(...args))),
  );
  return {
    value,
    tags: [...scope.tags],
    revision,
    pageRevision: scope.pageRevision,
    time,
    revalidate: scope.revalidate,
    expire: scope.expire,
  };
}
