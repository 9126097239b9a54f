import type { TagStore } from './stores.ts';
import { createTagTable } from './tag-table.ts';

/** Options of `createMemoryTagStore`. */
export interface MemoryTagStoreOptions {
  /**
   * How many invalidated tags are remembered. Beyond it, everything made before the oldest one is
   * taken for expired.
   *
   * @default 100_000
   */
  readonly maxTags?: number;
}

/** Makes a tag store for an app that runs in one process. */
export function createMemoryTagStore({ maxTags = 100_000 }: MemoryTagStoreOptions = {}): TagStore {
  const table = createTagTable(maxTags);
  let revision = 0;
  return {
    async refreshTags() {},
    getExpiration: async (tags) => ({ revision, ...table.expiration(tags) }),
    async updateTags(tags, durations) {
      revision += 1;
      for (const tag of tags) {
        if (durations === undefined) table.expire(tag, revision);
        else table.markStale(tag, revision, Date.now() + (durations.expire ?? Infinity) * 1000);
      }
    },
  };
}
