/** What is known about the invalidation of some tags. */
export interface TagExpiration {
  /** The latest invalidation that is known of, of whatever tag. */
  readonly revision: number;
  /** Entries of an earlier revision must not be served. */
  readonly expired: number;
  /** Entries of an earlier revision may be served while they are made anew. */
  readonly stale: number;
}

/**
 * Knows which tags were invalidated, and when.
 *
 * "When" is a revision: a number that grows with every invalidation, in one order for all servers.
 * An entry carries the revision that was current when its function started, so it is out of date
 * exactly if one of its tags was invalidated under a later one. No server's clock has a say.
 */
export interface TagStore {
  /** Whether several servers have one order of revisions. Entries that they share need that. */
  readonly isShared?: boolean;
  /**
   * Takes notice of what other servers have invalidated. Called once in a request, before its first
   * read.
   *
   * @throws when that cannot be found out
   */
  refreshTags(): Promise<void>;
  /** What is known since the last `refreshTags`. */
  getExpiration(tags: readonly string[]): Promise<TagExpiration>;
  /**
   * Invalidates tags: here when the call returns, everywhere when its promise resolves. A store that
   * cannot reach the other servers rejects, and goes on trying: an invalidation is never dropped.
   *
   * @param durations with it the tags are stale, for `expire` seconds or until they are made anew;
   * without, they are expired
   */
  updateTags(tags: readonly string[], durations?: { readonly expire?: number }): Promise<void>;
}

/** A result that is kept. */
export interface CacheEntry {
  readonly value: Uint8Array<ArrayBuffer>;
  readonly tags: readonly string[];
  /** The revision that was current when the function started. */
  readonly revision: number;
  /**
   * The earliest revision among its own and those of the results that it was made of. Paths are
   * compared with this one: what was fresh for one page may have been out of date for another.
   */
  readonly pageRevision: number;
  /** When the function started, in milliseconds since 1970. */
  readonly time: number;
  /** Seconds until it is made anew; until then it is served. */
  readonly revalidate: number;
  /** Seconds until it is not even served while it is made anew. */
  readonly expire: number;
}

/** Keeps entries. It may lose any of them at any time; it need not look at their tags. */
export interface CacheStore {
  /** Whether several servers read these entries. */
  readonly isShared?: boolean;
  get(key: string): Promise<CacheEntry | undefined>;
  set(key: string, entry: CacheEntry): Promise<void>;
}
