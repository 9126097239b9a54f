import { sharedAsyncStorage } from '../async-storage.ts';
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
  /** The request that called it. Its body has been read. */
  readonly request: Request;
  /** Aborted when the client is gone or the time is up. */
  readonly signal: AbortSignal;
  /** What the host handed to the handler with the request. */
  readonly context: unknown;
  /** Loads a server function of the same app; `undefined` for an id that is not in its manifest. */
  readonly loadFunction: (id: string) => Promise<AnyFunction | undefined>;
}

const storage = sharedAsyncStorage<CallContext | undefined>('call');

/** The call that the running code belongs to; `undefined` outside of one. */
export function currentCall(): CallContext | undefined {
  return storage().getStore();
}

/** Runs code as part of a call; with `undefined`, as part of none. */
export function runInCall<T>(call: CallContext | undefined, run: () => T): T {
  return storage().run(call, run);
}
