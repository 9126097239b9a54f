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
  function check(): void {
    const left = Math.min(end, pauseEnd) - performance.now();
    // Timers may fire a little early.
    if (left <= 1) onExpired();
    else timer = setTimeout(check, left);
  }
  return {
    tick: () => {
      pauseEnd = performance.now() + bodyIdle;
    },
    stop: () => clearTimeout(timer),
  };
}
