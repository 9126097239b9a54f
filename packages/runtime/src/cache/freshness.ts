import type { Reader } from './reader.ts';
import type { CacheEntry, TagStore } from './stores.ts';

/** Whether an entry is served, served while it is made anew, or not served. */
export type Freshness = 'fresh' | 'stale' | 'expired';

/** Tells whether an entry can be served to a reader. */
export async function freshnessOf(
  entry: CacheEntry,
  tags: TagStore,
  reader: Reader,
): Promise<Freshness> {
  // An action sees what it has invalidated itself, before the store is told of it.
  const isOwn = (tag: string): boolean => reader.expiredTags.has(tag);
  if (entry.tags.some(isOwn) || reader.pageTags.some(isOwn)) return 'expired';
  const byTag = await tags.getExpiration(entry.tags);
  const byPage = await tags.getExpiration(reader.pageTags);
  const age = (Date.now() - entry.time) / 1000;
  const isExpired =
    entry.revision < byTag.expired || entry.pageRevision < byPage.expired || age >= entry.expire;
  if (isExpired) return 'expired';
  if (entry.revision >= byTag.stale && age < entry.revalidate) return 'fresh';
  return reader.takesStale ? 'stale' : 'expired';
}
