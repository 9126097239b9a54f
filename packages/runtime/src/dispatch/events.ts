import type { RefusalCode } from '../refusal.ts';

/** A request was refused before its function returned. */
export interface RefusedEvent {
  readonly type: 'refused';
  readonly code: RefusalCode;
  readonly status: number;
  /** What the client is not told. */
  readonly reason: string;
  readonly cause: unknown;
  /** The stage that refused. */
  readonly stage: string;
  /** The id asked for, once it is known to be one of the app. */
  readonly id: string | undefined;
}

/** A function threw, or its result could not be encoded. */
export interface ErrorEvent {
  readonly type: 'error';
  readonly id: string | undefined;
  readonly error: unknown;
  /** What the client is told instead of the error. */
  readonly digest: string;
  readonly stage: string;
}

/** A function returned and its answer started. */
export interface CompletedEvent {
  readonly type: 'completed';
  readonly id: string;
  /** Milliseconds from the request's arrival to the start of the answer. */
  readonly duration: number;
}

/** What happens in a dispatcher, for logs and metrics. */
export type DispatchEvent = RefusedEvent | ErrorEvent | CompletedEvent;

/** Gets every event. What it throws is ignored. */
export type OnEvent = (event: DispatchEvent) => void;

/** Without a listener, errors at least reach the console: a digest alone helps nobody. */
export function logErrors(event: DispatchEvent): void {
  if (event.type === 'error') console.error(`[callgate] digest ${event.digest}:`, event.error);
}

/** A listener that cannot break the dispatcher. */
export function guardListener(listener: OnEvent): OnEvent {
  return (event) => {
    try {
      listener(event);
    } catch {
      // A log that fails must not decide over an answer.
    }
  };
}

/** A random name for an error. */
export function createDigest(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 16);
}
