/** The answer of a call that is kept for its repetitions. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** `null`: the call was made, and its answer is not known or too large to be kept. */
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** What the call has sent; `undefined` when its body could not be read. */
  readonly digest: string | undefined;
}

/** Remembers calls by their keys. */
export interface IdempotencyStore {
  /**
   * Starts a call, unless one with that key has been started.
   *
   * @param token names this attempt
   * @param lock milliseconds after which a call that was neither kept nor released, because its
   * server died, may be made again
   */
  claim(key: string, token: string, lock: number): Promise<'claimed' | 'running' | KeptAnswer>;
  /** Keeps the answer of the attempt that made the call. */
  keep(key: string, token: string, answer: KeptAnswer, lifetime: number): Promise<void>;
  /** Forgets an attempt that has not made the call. */
  release(key: string, token: string): Promise<void>;
}
