import type { TagExpiration } from './stores.ts';

/** The latest invalidations of one tag. */
interface TagState {
  expired: number;
  stale: number;
  /** When what is stale expires, in milliseconds since 1970. */
  staleUntil: number;
}

/** What one process knows about tags. */
export interface TagTable {
  /** What was made before the revision must not be served. */
  expire(tag: string, revision: number): void;
  /** What was made before the revision may be served until a time. */
  markStale(tag: string, revision: number, until: number): void;
  /** What was made before the revision must not be served, whatever its tags. */
  expireAll(revision: number): void;
  expiration(tags: readonly string[]): Omit<TagExpiration, 'revision'>;
}

/**
 * Makes an empty table.
 *
 * @param limit how many tags it keeps. When there are more it forgets the oldest invalidation, and
 * takes everything from before for expired: sooner fresh than wrong
 */
export function createTagTable(limit: number): TagTable {
  // In the order of their last invalidation.
  const states = new Map<string, TagState>();
  let floor = 0;

  const change = (tag: string, apply: (state: TagState) => void): void => {
    const state = states.get(tag) ?? { expired: 0, stale: 0, staleUntil: Infinity };
    states.delete(tag);
    apply(state);
    states.set(tag, state);
    for (const [oldest, { expired, stale }] of states) {
      if (states.size <= limit) break;
      states.delete(oldest);
      floor = Math.max(floor, expired, stale);
    }
  };

  return {
    expire(tag, revision) {
      change(tag, (state) => {
        state.expired = Math.max(state.expired, revision);
      });
    },
    markStale(tag, revision, until) {
      change(tag, (state) => {
        const isOver = state.staleUntil <= Date.now();
        if (isOver) state.expired = Math.max(state.expired, state.stale);
        // One time has to do for all that is stale: the earlier one.
        const isPending = state.stale > state.expired;
        state.staleUntil = isPending ? Math.min(state.staleUntil, until) : until;
        state.stale = Math.max(state.stale, revision);
      });
    },
    expireAll(revision) {
      floor = Math.max(floor, revision);
    },
    expiration(tags) {
      let expired = floor;
      let stale = 0;
      const now = Date.now();
      for (const tag of tags) {
        const state = states.get(tag);
        if (state === undefined) continue;
        expired = Math.max(expired, state.expired, state.staleUntil <= now ? state.stale : 0);
        stale = Math.max(stale, state.stale);
      }
      return { expired, stale };
    },
  };
}
