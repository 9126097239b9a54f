import type { CacheEntry, CacheStore } from './stores.ts';

/** Options of `createMemoryCacheStore`. */
export interface MemoryCacheStoreOptions {
  /**
   * How many bytes the entries may take. The ones that were not read for longest go first.
   *
   * @default 52_428_800 (50 MiB)
   */
  readonly maxBytes?: number;
}

/** A store in memory, which tells how full it is. */
export interface MemoryCacheStore extends CacheStore {
  readonly bytes: number;
  readonly size: number;
}

// What an entry takes beside its texts and its bytes: objects, and a place in the map.
const OVERHEAD = 256;

/** Makes a store that keeps entries in this process, and forgets those least recently used. */
export function createMemoryCacheStore(options: MemoryCacheStoreOptions = {}): MemoryCacheStore {
  const { maxBytes = 50 * 1024 * 1024 } = options;
  // In the order of their last use.
  const entries = new Map<string, CacheEntry>();
  let bytes = 0;

  const remove = (key: string, entry: CacheEntry): void => {
    entries.delete(key);
    bytes -= sizeOf(key, entry);
  };

  return {
    get bytes() {
      return bytes;
    },
    get size() {
      return entries.size;
    },
    async get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    async set(key, entry) {
      const replaced = entries.get(key);
      if (replaced !== undefined) remove(key, replaced);
      const size = sizeOf(key, entry);
      if (size > maxBytes) return;
      entries.set(key, entry);
      bytes += size;
      for (const [oldest, unused] of entries) {
        if (bytes <= maxBytes) break;
        remove(oldest, unused);
      }
    },
  };
}

function sizeOf(key: string, { value, tags }: CacheEntry): number {
  const characters = tags.reduce((sum, tag) => sum + tag.length, key.length);
  return OVERHEAD + value.byteLength + characters * 2;
}
