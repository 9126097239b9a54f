import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';

/** Options of `createMemoryIdempotencyStore`. */
export interface MemoryIdempotencyStoreOptions {
  /**
   * How many calls are remembered. Beyond it new ones with a key are refused: to forget one would be
   * to let it be made twice.
   *
   * @default 10_000
   */
  readonly maxKeys?: number;
}

interface Attempt {
  readonly token: string;
  readonly until: number;
  readonly answer: KeptAnswer | undefined;
}

/** Remembers calls in this process, for an app that runs in one. */
export function createMemoryIdempotencyStore({
  maxKeys = 10_000,
}: MemoryIdempotencyStoreOptions = {}): IdempotencyStore {
  const attempts = new Map<string, Attempt>();

  const dropExpired = (now: number): void => {
    for (const [key, { until }] of attempts) if (until <= now) attempts.delete(key);
  };

  return {
    async claim(key, token, lock) {
      const now = Date.now();
      const found = attempts.get(key);
      if (found !== undefined && found.until > now) return found.answer ?? 'running';
      if (attempts.size >= maxKeys) dropExpired(now);
      if (attempts.size >= maxKeys) throw new Error(`There are more than ${maxKeys} calls.`);
      attempts.set(key, { token, until: now + lock, answer: undefined });
      return 'claimed';
    },
    async keep(key, token, answer, lifetime) {
      if (attempts.get(key)?.token !== token) return;
      attempts.set(key, { token, until: Date.now() + lifetime, answer });
    },
    async release(key, token) {
      if (attempts.get(key)?.token === token) attempts.delete(key);
    },
  };
}
