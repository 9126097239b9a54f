import type { RequestContext } from './request-context.ts';

const KEPT = Symbol('kept running');

/**
 * Lets a call run to its end although its client is gone, because its result is kept for when the
 * client asks again. Its time limit stays.
 */
export function keepRunning({ memory }: RequestContext): void {
  memory.set(KEPT, true);
}

/** Whether a call goes on without its client. */
export function isKeptRunning({ memory }: RequestContext): boolean {
  return memory.has(KEPT);
}
