import { currentScope, runInScope } from '../context/scope.ts';
import type { AnyFunction } from '../server/server-reference.ts';

/** What is known about the call that is running. */
export interface CallContext {
  /** Id of the server function that was called. */
  readonly id: string;
  /** What the function is called where it stands. */
  readonly name: string;
  /** The module that it stands in, as a path from the root of the app. */
  readonly module: string;
  /** `module#name`: the same in every build that has the function. */
  readonly stableName: string;
  /** The request that called it. Its body is read by the dispatcher alone. */
  readonly request: Request;
  /**
   * Reads the body, if it was not yet, and gives the digest of what it says. Two calls with the same
   * digest have sent the same arguments. A middleware that asks before `next` has the body read for
   * whoever it has let in so far.
   *
   * @throws Refusal when the body is too large, too slow, or malformed
   */
  readonly bodyDigest: () => Promise<string>;
  /** Aborted when the client is gone or the time is up. */
  readonly signal: AbortSignal;
  /** What the host handed to the handler with the request. */
  readonly context: unknown;
  /** Loads a server function of the same app; `undefined` for an id that is not in its manifest. */
  readonly loadFunction: (id: string) => Promise<AnyFunction | undefined>;
}

/** The call that the running code belongs to; `undefined` outside of one. */
export function currentCall(): CallContext | undefined {
  return currentScope()?.call;
}

/** Runs code as part of a call, of the same request. */
export function runInCall<T>(call: CallContext, run: () => T): T {
  return runInScope({ call, request: currentScope()?.request }, run);
}
