import type { OutcomeEvent } from './events.ts';

/** A call that is about to go on, once its function is known. */
export interface ObservedCall {
  readonly id: string;
  readonly name: string;
  readonly module: string;
  readonly stableName: string;
  readonly kind: 'call' | 'form';
  /** A header of the request, such as `traceparent`. */
  header(name: string): string | null;
}

/**
 * Runs around a call, so that what it sets up, such as a span, is there for the code of the app. It
 * must call `run` exactly once, and gets what is logged of the call: never arguments or results.
 */
export type Instrumentation = (
  call: ObservedCall,
  run: () => Promise<OutcomeEvent>,
) => Promise<unknown>;
