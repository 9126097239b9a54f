import type { RequestContext } from './request-context.ts';

const RUN = Symbol('has run');

/** Notes that the function of a call was called, whatever became of it. */
export function markRun({ memory }: RequestContext): void {
  memory.set(RUN, true);
}

/** Whether the function of a call was called: from then on something may have been done. */
export function hasRun({ memory }: RequestContext): boolean {
  return memory.has(RUN);
}
