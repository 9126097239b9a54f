import type { TagExpiration } from '../cache/stores.ts';

/** An invalidation of which Redis does not know yet. */
interface Unsent {
  /** Until when it may be served stale, in milliseconds since 1970; `undefined`: not at all. */
  readonly staleUntil: number | undefined;
}

/** Invalidations on their way to Redis. */
export interface UnsentTags {
  readonly size: number;
  add(tags: readonly string[], durations: { readonly expire?: number } | undefined): void;
  /** What is to be sent now. `done` forgets it, but not what came for the same tags since. */
  take(): { readonly arguments: readonly (string | number)[]; done(): void };
  expiration(tags: readonly string[]): Omit<TagExpiration, 'revision'>;
}

/** Makes an empty list. */
export function createUnsentTags(): UnsentTags {
  const waiting = new Map<string, Unsent>();

  return {
    get size() {
      return waiting.size;
    },
    add(tags, durations) {
      for (const tag of tags) {
        const before = waiting.get(tag);
        waiting.set(tag, { staleUntil: earlier(before, durations) });
      }
    },
    take() {
      const sending = [...waiting];
      return {
        arguments: sending.flatMap(([tag, { staleUntil }]) =>
          staleUntil === undefined
            ? [`x${tag}`, 0]
            : [`s${tag}`, Number.isFinite(staleUntil) ? Math.ceil(staleUntil) : 0],
        ),
        done() {
          for (const [tag, sent] of sending) {
            if (waiting.get(tag) === sent) waiting.delete(tag);
          }
        },
      };
    },
    expiration(tags) {
      // Every entry there is was made before: the revision will be a later one.
      let expired = 0;
      let stale = 0;
      const now = Date.now();
      for (const tag of tags) {
        const found = waiting.get(tag);
        if (found === undefined) continue;
        if (found.staleUntil === undefined || found.staleUntil <= now) expired = Infinity;
        else stale = Infinity;
      }
      return { expired, stale };
    },
  };
}

/** Of two invalidations of one tag, the stricter one holds. */
function earlier(
  before: Unsent | undefined,
  durations: { readonly expire?: number } | undefined,
): number | undefined {
  if (durations === undefined) return undefined;
  const staleUntil = Date.now() + (durations.expire ?? Infinity) * 1000;
  if (before === undefined) return staleUntil;
  return before.staleUntil && Math.min(before.staleUntil, staleUntil);
}
