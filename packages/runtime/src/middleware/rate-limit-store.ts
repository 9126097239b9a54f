import type { RateDecision, RatePolicy } from './rate-window.ts';

/** Counts calls. */
export interface RateLimitStore {
  /** Decides over a call, and counts it if it is let through, as one step. */
  take(key: string, policy: RatePolicy): Promise<RateDecision>;
}
