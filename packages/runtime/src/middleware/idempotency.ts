import { hasRun } from '../context/has-run.ts';
import { keepRunning } from '../context/keep-running.ts';
import { requireRequestContext } from '../context/require-context.ts';
import type { Middleware } from '../dispatch/middleware.ts';
import { checkOptions, type OptionKinds } from '../check-options.ts';
import { guardListener } from '../guard-listener.ts';
import { askCaller, type Caller } from './caller.ts';
import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';
import { isOpenFailure, lostAnswer, repeatAnswer, takeAnswer } from './kept-answer.ts';
import { createMemoryIdempotencyStore } from './memory-idempotency-store.ts';
import { refuseAnswer } from './refuse-answer.ts';

/** Options of `idempotency`. */
export interface IdempotencyOptions {
  /**
   * Who is calling: the id of a session or of a user. Keys are looked up for this caller alone, so
   * that nobody gets another's answer by naming its key. `undefined` refuses calls with a key.
   */
  readonly caller: Caller;
  /** @default the memory of this process */
  readonly store?: IdempotencyStore;
  /**
   * Seconds for which an answer is kept.
   *
   * @default 86_400 (a day)
   */
  readonly lifetime?: number;
  /**
   * Seconds after which a call whose server has died may be made again. Longer than the limit of
   * the function's execution.
   *
   * @default 120
   */
  readonly lock?: number;
  /**
   * Seconds that a repetition waits for a call which is still running, before it is refused with
   * `503`.
   *
   * @default 10
   */
  readonly wait?: number;
  /**
   * Bytes of an answer beyond which it is not kept.
   *
   * @default 1_048_576
   */
  readonly maxBytes?: number;
  /**
   * Refuses calls without a key with `400`.
   *
   * @default false
   */
  readonly required?: boolean;
  /** Gets the errors of a store that could not keep an answer. @default the console */
  readonly onError?: (error: unknown) => void;
}

const IDEMPOTENCY_OPTIONS: OptionKinds<IdempotencyOptions> = {
  caller: 'a function',
  store: 'an object',
  lifetime: 'a number',
  lock: 'a number',
  wait: 'a number',
  maxBytes: 'a number',
  required: 'true or false',
  onError: 'a function',
};

const KEY = /^[\x21-\x7e]{1,255}$/;
const POLL = 100;

/**
 * Makes the middleware that makes a call once, however often it is sent. The client names it by the
 * header `idempotency-key`; a call of the same function by the same caller with the same key gets
 * the answer of the first one, and the function does not run again. It runs to its end also when the
 * client is gone, who will ask again.
 *
 * A key that was used with other arguments is refused with `422`. Whatever the function did is kept,
 * errors included. What was answered before it ran is not, whoever has answered it. While the store
 * does not answer, calls with a key are refused with `503`, for nobody knows whether they were made.
 */
export function idempotency(options: IdempotencyOptions): Middleware {
  checkOptions('idempotency', options, IDEMPOTENCY_OPTIONS);
  const { caller, store = createMemoryIdempotencyStore(), required = false } = options;
  const { lifetime = 86_400, lock = 120, wait = 10, maxBytes = 1_048_576 } = options;
  const { onError = (error) => console.error('[callgate] idempotency:', error) } = options;
  const report = guardListener(onError);
  if (typeof caller !== 'function') throw new TypeError('`caller` must be a function.');
  for (const [name, value] of Object.entries({ lifetime, lock, wait, maxBytes })) {
    if (!(value >= 0)) {
      throw new TypeError(`\`${name}\` must be a positive number.`);
    }
  }

  return async (call, next) => {
    const name = call.request.headers.get('idempotency-key');
    if (name === null) return required ? refuseAnswer(400, 'idempotency-key') : next();
    const who = await askCaller(caller, call);
    // An empty text is nobody's name, and would be that of everybody who has none.
    if (!who || !KEY.test(name)) return refuseAnswer(400, 'idempotency-key');
    const key = JSON.stringify([call.stableName, who, name]);
    const token = crypto.randomUUID();
    let claim: 'claimed' | 'running' | KeptAnswer;
    try {
      claim = await claimInTime(store, { key, token, lock: lock * 1000 }, wait * 1000, call.signal);
    } catch (error) {
      report(error);
      return refuseAnswer(503, 'idempotency-unavailable', { 'retry-after': '1' });
    }
    if (claim === 'running') return refuseAnswer(503, 'in-progress', { 'retry-after': '1' });
    if (claim !== 'claimed') {
      const { digest } = claim;
      const isSame = digest === undefined || digest === (await call.bodyDigest());
      return isSame ? repeatAnswer(claim) : refuseAnswer(422, 'idempotency-key-reused');
    }
    const context = requireRequestContext('idempotency()');
    keepRunning(context);
    let kept: Omit<KeptAnswer, 'digest'> | undefined;
    try {
      const answer = await next();
      if (!hasRun(context) || isOpenFailure(answer)) return answer;
      const taken = await takeAnswer(answer, maxBytes);
      kept = taken.kept;
      return taken.response;
    } catch (error) {
      // A middleware inside of this one has failed; after the function ran, nobody knows its answer.
      if (hasRun(context)) kept = lostAnswer(500);
      throw error;
    } finally {
      if (kept === undefined) await store.release(key, token).catch(report);
      else {
        const digest = await call.bodyDigest().catch(() => undefined);
        await store.keep(key, token, { ...kept, digest }, lifetime * 1000).catch(report);
      }
    }
  };
}

interface Claim {
  readonly key: string;
  readonly token: string;
  readonly lock: number;
}

/** Claims a key, or waits for the answer of the call that has claimed it. */
async function claimInTime(
  store: IdempotencyStore,
  { key, token, lock }: Claim,
  wait: number,
  signal: AbortSignal,
): Promise<'claimed' | 'running' | KeptAnswer> {
  const end = performance.now() + wait;
  for (;;) {
    const claim = await store.claim(key, token, lock);
    if (claim !== 'running' || signal.aborted || performance.now() + POLL > end) return claim;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}
