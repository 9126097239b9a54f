import type { RefusalCode } from '../refusal.ts';

/** How long the parts of a call took, in milliseconds. What was not reached is not there. */
export interface CallTimes {
  /** From the head of the request to the end of its body. */
  readonly body?: number;
  /** To read and decode the arguments. */
  readonly decode?: number;
  /** To load the module and run the function. */
  readonly run?: number;
}

/** What every event says. Arguments and results are never part of one. */
interface CallEvent {
  /** Id of the function, once it is known to be one of the app. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly module: string | undefined;
  /** Whether it was a call of a client, or a form that was posted without JavaScript. */
  readonly kind: 'call' | 'form';
  /** The stage that the call got to. */
  readonly stage: string;
}

/** What the last event of a call says besides. */
interface FinalEvent extends CallEvent {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Bytes of the body that were read. */
  readonly bytes: number;
  /** Milliseconds from the request's arrival to the start of the answer. */
  readonly duration: number;
  readonly times: CallTimes;
}

/** A request was refused before its function returned. */
export interface RefusedEvent extends FinalEvent {
  readonly type: 'refused';
  readonly code: RefusalCode;
  /** What the client is not told. */
  readonly reason: string;
  readonly cause: unknown;
}

/** A function threw, and the client gets a digest. */
export interface FailedEvent extends FinalEvent {
  readonly type: 'error';
  readonly error: unknown;
  /** What the client is told instead of the error. */
  readonly digest: string;
}

/** A promise or a generator in a result failed after the answer had started. */
export interface LateErrorEvent extends CallEvent {
  readonly type: 'late-error';
  readonly error: unknown;
  readonly digest: string;
}

/**
 * A function caught the error by which `redirect`, `notFound` or one of their kin works, and did not
 * throw it again, so that the client stays where it is.
 */
export interface SwallowedEvent extends CallEvent {
  readonly type: 'swallowed-navigation';
  readonly error: unknown;
}

/** A function, or a middleware, gave its answer: a result, a redirect, an `ActionError`. */
export interface CompletedEvent extends FinalEvent {
  readonly type: 'completed';
}

/** The last event of a call. There is exactly one. */
export type OutcomeEvent = RefusedEvent | FailedEvent | CompletedEvent;

/** What happens in a dispatcher, for logs and metrics. */
export type DispatchEvent = OutcomeEvent | LateErrorEvent | SwallowedEvent;

/** Gets every event. What it throws, or rejects with, is ignored. */
export type OnEvent = (event: DispatchEvent) => void;

/** Without a listener, errors at least reach the console: a digest alone helps nobody. */
export function logErrors(event: DispatchEvent): void {
  if (event.type === 'error' || event.type === 'late-error') {
    console.error(`[callgate] digest ${event.digest}:`, event.error);
  } else if (event.type === 'swallowed-navigation') {
    console.warn(`[callgate] ${event.module}#${event.name}:`, event.error);
  }
}

/** A random name for an error. */
export function createDigest(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 16);
}
