import { sharedAsyncStorage } from '../async-storage.ts';
import type { CallContext } from '../dispatch/call-context.ts';
import { sharedState } from '../shared-state.ts';
import type { RequestContext } from './request-context.ts';

/**
 * What the running code belongs to. One storage holds all of it: each one more would cost every promise
 * of the app its time.
 */
export interface Scope {
  readonly call: CallContext | undefined;
  readonly request: RequestContext | undefined;
}

const storage = sharedAsyncStorage<Scope | undefined>('scope');
const state = sharedState('scope', () => ({ isUsed: false }));

/** Runs code as part of a call and of a request; with `undefined`, as part of none. */
export function runInScope<T>(scope: Scope | undefined, run: () => T): T {
  state.isUsed = true;
  return storage().run(scope, run);
}

/** What the running code belongs to. */
export function currentScope(): Scope | undefined {
  // Browsers, where there are no requests, have no storage either.
  return state.isUsed ? storage().getStore() : undefined;
}
