export type { Caller } from './middleware/caller.ts';
export { idempotency, type IdempotencyOptions } from './middleware/idempotency.ts';
export type { IdempotencyStore, KeptAnswer } from './middleware/idempotency-store.ts';
export {
  createMemoryIdempotencyStore,
  type MemoryIdempotencyStoreOptions,
} from './middleware/memory-idempotency-store.ts';
export {
  createMemoryRateLimitStore,
  type MemoryRateLimitStoreOptions,
} from './middleware/memory-rate-limit-store.ts';
export { rateLimit, type RateLimitOptions } from './middleware/rate-limit.ts';
export type { RateLimitStore } from './middleware/rate-limit-store.ts';
export type { RateDecision, RatePolicy } from './middleware/rate-window.ts';
