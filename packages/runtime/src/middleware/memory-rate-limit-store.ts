import type { RateLimitStore } from './rate-limit-store.ts';
import { advance, decide, type RateState } from './rate-window.ts';

/** Options of `createMemoryRateLimitStore`. */
export interface MemoryRateLimitStoreOptions {
  /**
   * How many callers are counted at once. Beyond it the one that has not called for longest is
   * forgotten.
   *
   * @default 100_000
   */
  readonly maxKeys?: number;
}

/** Counts calls in this process. With several processes each lets through as many as it may. */
export function createMemoryRateLimitStore({
  maxKeys = 100_000,
}: MemoryRateLimitStoreOptions = {}): RateLimitStore {
  // In the order of their last call.
  const states = new Map<string, RateState>();
  return {
    async take(key, policy) {
      const now = Date.now();
      const state = advance(states.get(key), now, policy.window);
      const decision = decide(state, now, policy);
      states.delete(key);
      states.set(key, decision.allowed ? { ...state, current: state.current + 1 } : state);
      for (const oldest of states.keys()) {
        if (states.size <= maxKeys) break;
        states.delete(oldest);
      }
      return decision;
    },
  };
}
