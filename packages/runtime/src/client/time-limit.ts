import { ActionTimeoutError } from './action-timeout-error.ts';

/** The end of a call that takes too long or is called off. */
export interface TimeLimit {
  /** Stays connected to the caller's signal, so that it also ends a result that goes on. */
  readonly signal: AbortSignal;
  /** Rejects with the reason of the signal. */
  readonly ended: Promise<never>;
  /** Stops the clock. */
  clear(): void;
}

// What is longer than 24 days would make the timer go off at once.
const LONGEST = 2 ** 31;

/** Joins the signal of a caller and a clock; `0` milliseconds, and `Infinity`, are no limit. */
export function limitTime(caller: AbortSignal | undefined, milliseconds: number): TimeLimit {
  caller?.throwIfAborted();
  const clock = new AbortController();
  const timer =
    milliseconds > 0 && milliseconds < LONGEST
      ? setTimeout(() => clock.abort(new ActionTimeoutError(milliseconds)), milliseconds)
      : undefined;
  const signal = caller === undefined ? clock.signal : AbortSignal.any([caller, clock.signal]);
  let stop = (): void => {};
  const ended = new Promise<never>((_, reject) => {
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    stop = () => signal.removeEventListener('abort', end);
  });
  return {
    signal,
    ended,
    clear() {
      clearTimeout(timer);
      stop();
    },
  };
}
