/** How many calls are let through in which time. */
export interface RatePolicy {
  /**
   * `fixed`: so many in each window, all of them at once if need be, and again so many when the next
   * one starts. `sliding`: so many in any stretch of that length, estimated from this window and
   * the one before it, as if the calls of that one had come evenly.
   */
  readonly algorithm: 'fixed' | 'sliding';
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** What is counted for one caller. */
export interface RateState {
  /** Which window, counted from 1970. */
  readonly index: number;
  /** Calls let through in it. */
  readonly current: number;
  /** Calls let through in the window before. */
  readonly previous: number;
}

/** Whether a call is let through. */
export interface RateDecision {
  readonly allowed: boolean;
  /** How many more would be, now. */
  readonly remaining: number;
  /** Milliseconds until one will be; `0` if one would be now. */
  readonly retryAfter: number;
}

/** Moves the counts on to the window of a moment. */
export function advance(state: RateState | undefined, now: number, window: number): RateState {
  const index = Math.floor(now / window);
  if (state === undefined || state.index < index - 1) return { index, current: 0, previous: 0 };
  // A clock that was set back a little does not open a new window. One that was set back further
  // takes the counts along, or who is at the limit would wait until it is where it was.
  if (state.index >= index) return state.index > index + 1 ? { ...state, index } : state;
  return { index, current: 0, previous: state.current };
}

/** Decides over a call. What is refused is not counted, so who waits is let through. */
export function decide(
  { index, current, previous }: RateState,
  now: number,
  { algorithm, limit, window }: RatePolicy,
): RateDecision {
  const end = (index + 1) * window - now;
  const before = algorithm === 'fixed' ? 0 : previous;
  const used = current + before * Math.min(1, end / window);
  if (used + 1 <= limit) {
    return { allowed: true, remaining: Math.floor(limit - used - 1), retryAfter: 0 };
  }
  return { allowed: false, remaining: 0, retryAfter: Math.ceil(waitFor()) };

  function waitFor(): number {
    // In this window, when enough of the one before has slid out of sight.
    if (current + 1 <= limit) return end - (window * (limit - 1 - current)) / before;
    if (algorithm === 'fixed') return end;
    // In the next one, when enough of this one has.
    return end + Math.max(0, window - (window * (limit - 1)) / current);
  }
}
