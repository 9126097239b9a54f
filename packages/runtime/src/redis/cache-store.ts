import type { CacheEntry, CacheStore } from '../cache/stores.ts';
import { fromBase64Url, toBase64Url } from '../sealing/base64url.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';

/** Options of `createRedisCacheStore`. */
export interface RedisCacheStoreOptions extends ConnectionOptions {
  /** @default 'callgate' */
  readonly prefix?: string;
  /**
   * Seconds after which Redis forgets an entry that nobody has made anew.
   *
   * @default 2_592_000 (30 days)
   */
  readonly maxAge?: number;
  /**
   * Bytes beyond which an entry is not kept.
   *
   * @default 5_242_880 (5 MiB)
   */
  readonly maxEntryBytes?: number;
}

/**
 * Makes a store of entries on Redis or Valkey, for servers that share their tag store. All keys have
 * a time to live, and none has to survive: let Redis evict them (`maxmemory-policy volatile-lru`).
 */
export function createRedisCacheStore(options: RedisCacheStoreOptions): CacheStore {
  const { prefix = 'callgate', maxAge = 30 * 86_400, maxEntryBytes = 5 * 1024 * 1024 } = options;
  const connection = createConnection(options);
  return {
    isShared: true,
    async get(key) {
      const text = await connection.send(['GET', `${prefix}:entry:${key}`]);
      return text === null || text === undefined ? undefined : parseEntry(String(text));
    },
    async set(key, entry) {
      if (entry.value.byteLength > maxEntryBytes) return;
      const seconds = Math.max(1, Math.ceil(Math.min(maxAge, entry.expire)));
      await connection.send(['SET', `${prefix}:entry:${key}`, formatEntry(entry), 'EX', seconds]);
    },
  };
}

function formatEntry({ value, revalidate, expire, ...rest }: CacheEntry): string {
  // JSON has no infinity; `null` stands for it.
  return JSON.stringify({ ...rest, revalidate, expire, value: toBase64Url(value) });
}

/** An entry that does not look like one is none: it is made anew. */
function parseEntry(text: string): CacheEntry | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { value, tags, revision, pageRevision, time, revalidate, expire } = stored as Record<
    string,
    unknown
  >;
  const bytes = typeof value === 'string' ? fromBase64Url(value) : undefined;
  if (bytes === undefined || !Array.isArray(tags)) return undefined;
  if (!tags.every((tag) => typeof tag === 'string')) return undefined;
  const numbers = { revision, pageRevision, time };
  if (!Object.values(numbers).every((number) => typeof number === 'number')) return undefined;
  return {
    ...(numbers as Pick<CacheEntry, keyof typeof numbers>), // as was just checked
    value: bytes,
    tags,
    revalidate: typeof revalidate === 'number' ? revalidate : Infinity,
    expire: typeof expire === 'number' ? expire : Infinity,
  };
}
