import type { Middleware } from '../dispatch/middleware.ts';
import { checkOptions, type OptionKinds } from '../check-options.ts';
import { guardListener } from '../guard-listener.ts';
import { Refusal } from '../refusal.ts';
import { askCaller, type Caller } from './caller.ts';
import { createMemoryRateLimitStore } from './memory-rate-limit-store.ts';
import type { RateLimitStore } from './rate-limit-store.ts';
import type { RateDecision, RatePolicy } from './rate-window.ts';
import { refuseAnswer } from './refuse-answer.ts';

/** Options of `rateLimit`. */
export interface RateLimitOptions {
  /** How many calls are let through in a window. */
  readonly limit: number;
  /** The length of a window, in seconds. */
  readonly window: number;
  /** @default 'sliding' */
  readonly algorithm?: RatePolicy['algorithm'];
  /**
   * Who is calling: the id of a session, or an address that the host has put in its context. Not a
   * header that a client can make up. Calls for which it gives `undefined` are not counted.
   */
  readonly caller: Caller;
  /**
   * What is limited together. By default each function has a limit of its own; a text here makes all
   * functions with it share one.
   *
   * @default the stable name of the function
   */
  readonly name?: string;
  /** @default the memory of this process */
  readonly store?: RateLimitStore;
  /**
   * What happens to calls while the store does not answer: they are refused with `503`, or let
   * through uncounted.
   *
   * @default 'refuse'
   */
  readonly whenUnavailable?: 'refuse' | 'allow';
  /** Gets the errors of the store. @default the console */
  readonly onError?: (error: unknown) => void;
}

const RATE_LIMIT_OPTIONS: OptionKinds<RateLimitOptions> = {
  limit: 'a number',
  window: 'a number',
  algorithm: 'a text',
  caller: 'a function',
  name: 'a text',
  store: 'an object',
  whenUnavailable: 'a text',
  onError: 'a function',
};

// A century, whose milliseconds are still counted exactly.
const LONGEST = 3_155_760_000;

/**
 * Makes the middleware that limits how often a caller may call. Too many are refused with `429` and
 * `retry-after`, before their body is read.
 *
 * @throws TypeError when an option is wrong
 */
export function rateLimit(options: RateLimitOptions): Middleware {
  checkOptions('rateLimit', options, RATE_LIMIT_OPTIONS);
  const { limit, window: seconds, algorithm = 'sliding', caller, name } = options;
  const { store = createMemoryRateLimitStore(), whenUnavailable = 'refuse' } = options;
  const { onError = (error) => console.error('[callgate] rate limit:', error) } = options;
  if (!Number.isInteger(limit) || limit < 1) {
    throw new TypeError('`limit` must be a whole number of calls, at least 1.');
  }
  if (!(seconds >= 0.001 && seconds <= LONGEST)) {
    throw new TypeError(`\`window\` must be a number of seconds, from 0.001 to ${LONGEST}.`);
  }
  if (algorithm !== 'fixed' && algorithm !== 'sliding') {
    throw new TypeError('`algorithm` must be "fixed" or "sliding".');
  }
  if (whenUnavailable !== 'refuse' && whenUnavailable !== 'allow') {
    throw new TypeError('`whenUnavailable` must be "refuse" or "allow".');
  }
  if (typeof caller !== 'function') throw new TypeError('`caller` must be a function.');
  const report = guardListener(onError);
  const policy: RatePolicy = { algorithm, limit, window: Math.round(seconds * 1000) };

  return async (call, next) => {
    const who = await askCaller(caller, call);
    if (who === undefined) return next();
    const key = JSON.stringify([name ?? call.stableName, who]);
    let decision: RateDecision;
    try {
      decision = await store.take(key, policy);
    } catch (error) {
      report(error);
      if (whenUnavailable === 'allow') return next();
      return refuseAnswer(503, 'rate-limit-unavailable', { 'retry-after': '1' });
    }
    if (decision.allowed) return next();
    const wait = String(Math.max(1, Math.ceil(decision.retryAfter / 1000)));
    throw new Refusal('rate-limited', `"${who}" has called ${limit} times in ${seconds} s`, {
      headers: { 'retry-after': wait },
    });
  };
}
