import type { CacheConfiguration } from './configuration.ts';
import { freshnessOf } from './freshness.ts';
import { type CachedFunction, makeEntry } from './make-entry.ts';
import { currentReader, type Reader } from './reader.ts';
import type { CacheEntry, CacheStore } from './stores.ts';

/** One call of a cached function. */
export interface CachedCall {
  readonly fn: CachedFunction;
  readonly args: readonly unknown[];
  readonly key: string;
  readonly entries: CacheStore;
  readonly configuration: CacheConfiguration;
}

/** Calls whose function is running, by the store that waits for the result. */
const running = new WeakMap<CacheStore, Map<string, Promise<CacheEntry>>>();

/** Gives the entry of a call: the one that is kept, if it can be served, or a new one. */
export async function readEntry(call: CachedCall): Promise<CacheEntry> {
  const { fn, args, key, entries, configuration } = call;
  const { tags, onError } = configuration;
  const reader = await currentReader(configuration);
  if (!reader.isKnown) return makeEntry(fn, args, tags, reader);
  const kept = await entries.get(key).catch((error: unknown) => void onError(error));
  if (kept !== undefined) {
    const freshness = await freshnessOf(kept, tags, reader);
    if (freshness === 'stale') renewInBackground(call, reader);
    if (freshness !== 'expired') return kept;
  }
  const pending = flights(entries).get(key);
  if (pending !== undefined) {
    // It may have started before an invalidation that this request knows of.
    const made = await pending;
    if ((await freshnessOf(made, tags, reader)) !== 'expired') return made;
  }
  return makeOnce(call, reader);
}

function renewInBackground(call: CachedCall, reader: Reader): void {
  if (flights(call.entries).has(call.key)) return;
  // The stale result was served; if this fails, the next request tries again.
  reader.waitUntil(makeOnce(call, reader).catch(call.configuration.onError));
}

/** Makes an entry and keeps it, while others that want the same one can wait for it. */
function makeOnce(
  { fn, args, key, entries, configuration }: CachedCall,
  reader: Reader,
): Promise<CacheEntry> {
  const pending = flights(entries);
  const made = makeEntry(fn, args, configuration.tags, reader).then(async (entry) => {
    await entries.set(key, entry).catch(configuration.onError);
    return entry;
  });
  pending.set(key, made);
  const done = (): void => {
    if (pending.get(key) === made) pending.delete(key);
  };
  made.then(done, done);
  return made;
}

function flights(entries: CacheStore): Map<string, Promise<CacheEntry>> {
  const existing = running.get(entries);
  if (existing !== undefined) return existing;
  const created = new Map<string, Promise<CacheEntry>>();
  running.set(entries, created);
  return created;
}
