import type { TagStore } from '../cache/stores.ts';
import { createTagTable } from '../cache/tag-table.ts';
import { createBatch } from './batch.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createScript } from './script.ts';
import { applyChanges } from './tag-changes.ts';
import { START_SCRIPT, SYNC_SCRIPT } from './tag-scripts.ts';
import { createUnsentTags } from './unsent-tags.ts';

/** Options of `createRedisTagStore`. */
export interface RedisTagStoreOptions extends ConnectionOptions {
  /**
   * What the names of all keys begin with. The braces keep them on one node of a cluster.
   *
   * @default '{callgate}'
   */
  readonly prefix?: string;
  /**
   * How many invalidated tags are remembered. Beyond it, everything made before the oldest one is
   * taken for expired.
   *
   * @default 100_000
   */
  readonly maxTags?: number;
  /**
   * Milliseconds between attempts to pass invalidations on while Redis is down.
   *
   * @default 1_000
   */
  readonly retryInterval?: number;
}

/** A tag store that several servers share. */
export interface RedisTagStore extends TagStore {
  /** How many tags this process has invalidated of which Redis does not know yet. */
  readonly pending: number;
  /**
   * Passes on what is pending. A server that shuts down calls it, because what it does not pass on is
   * lost with it.
   *
   * @throws RedisUnavailableError when Redis is down
   */
  flush(): Promise<void>;
}

/**
 * Makes a tag store on Redis 7 or Valkey. What one server invalidates the next request of any other
 * sees, at the price of one round trip for each request that reads the cache.
 *
 * While Redis is down, `refreshTags` fails, and cached functions run. Invalidations are kept in this
 * process, where they hold at once, and are sent until Redis has them. After a restart of Redis
 * everything from before is expired, for it may have lost the latest invalidations.
 */
export function createRedisTagStore(options: RedisTagStoreOptions): RedisTagStore {
  const { prefix = '{callgate}', maxTags = 100_000, retryInterval = 1000 } = options;
  const connection = createConnection(options);
  const keys = { tags: `${prefix}:tags`, times: `${prefix}:times`, server: `${prefix}:server` };
  const table = createTagTable(maxTags);
  const unsent = createUnsentTags();
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const script = createScript(connection, SYNC_SCRIPT, async () => {
    const info = String(await connection.send(['INFO', 'server']));
    const name = /run_id:(\w+)/.exec(info)?.[1] ?? '';
    await connection.send(['EVAL', START_SCRIPT, 2, keys.tags, keys.server, name]);
  });

  const sync = createBatch(async () => {
    const sending = unsent.take();
    try {
      const reply = await script.run(
        [keys.tags, keys.times],
        [revision, maxTags, ...sending.arguments],
      );
      revision = applyChanges(reply, table);
      sending.done();
    } catch (error) {
      if (unsent.size > 0) retryLater();
      throw error;
    }
  });

  function retryLater(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      // A failure sets the next timer.
      sync().catch(() => {});
    }, retryInterval);
    // A process that wants to end calls `flush`.
    if (typeof timer === 'object') timer.unref();
  }

  return {
    isShared: true,
    get pending() {
      return unsent.size;
    },
    refreshTags: sync,
    async getExpiration(tags) {
      const known = table.expiration(tags);
      const own = unsent.expiration(tags);
      return {
        revision,
        expired: Math.max(known.expired, own.expired),
        stale: Math.max(known.stale, own.stale),
      };
    },
    updateTags(tags, durations) {
      unsent.add(tags, durations);
      return sync();
    },
    flush: async () => {
      if (unsent.size > 0) await sync();
    },
  };
}
