import type { Limits } from '../limits.ts';

/** The two clocks of a body: one for each pause, one for the whole. */
export interface Clocks {
  /** Something arrived. */
  tick(): void;
  stop(): void;
}

/** Starts both clocks with one timer; it looks again, when it runs out, at what arrived meanwhile. */
export function startClocks(
  { bodyIdle, bodyTotal }: Pick<Limits, 'bodyIdle' | 'bodyTotal'>,
  onExpired: () => void,
): Clocks {
  const end = performance.now() + bodyTotal;
  let pauseEnd = performance.now() + bodyIdle;
  let timer = setTimeout(check, Math.min(bodyIdle, bodyTotal));
  let isLastCall = false;
  function check(): void {
    const left = Math.min(end, pauseEnd) - performance.now();
    // Timers may fire a little early.
    if (left > 1) timer = setTimeout(check, left);
    else if (isLastCall) onExpired();
    else {
      // A process that was held up itself runs its timers before it reads what has arrived.
      isLastCall = true;
      timer = setTimeout(check, 0);
    }
  }
  return {
    tick: () => {
      isLastCall = false;
      pauseEnd = performance.now() + bodyIdle;
    },
    stop: () => clearTimeout(timer),
  };
}
