import type { ActionError } from '../errors/action-error.ts';
import type { AnyFunction } from '../server/server-reference.ts';
import type { Answer } from './answer.ts';
import type { Entry } from './body/form-reader.ts';
import type { ActionForm } from './form/action-form.ts';
import type { ServedFunction } from './function-options.ts';
import type { Incoming } from './incoming.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { RunningCall } from './running-call.ts';

/** How a call ended. A redirect and its kin stand in the effects of the request. */
export type Outcome =
  | { readonly type: 'result'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: ActionError }
  | { readonly type: 'navigation' };

/** One request on its way through the stages. Each stage fills in what its comment says. */
export interface Exchange {
  readonly dispatcher: Dispatcher;
  readonly incoming: Incoming;
  /** What the host handed to the handler. */
  readonly context: unknown;
  /** A call of a client, or a form that was posted without JavaScript. */
  readonly kind: 'call' | 'form';
  readonly start: number;
  /** The stage that is running. */
  stage: string;
  /** When the stages ended that take time. */
  readonly ends: { body?: number; decode?: number; run?: number };
  /** Started by the first code of the app that runs. */
  call: RunningCall | undefined;
  /** `request`, for a form `action`: the id, well formed. */
  id: string;
  /** `function`: what is called. */
  target: ServedFunction;
  /** The body is being read, or has been: by its stage, or by a middleware that needs to know it. */
  reading: Promise<void> | undefined;
  /** `body`: the whole body, and how many bytes it had. */
  body: string | Entry[];
  bytes: number;
  /** `action`: the fields of a form, sorted. */
  form: ActionForm;
  /** `decode`: what was decoded; `arguments`: known to be what the function takes. */
  args: unknown[];
  /** `load`: the function to call. */
  fn: AnyFunction;
  /** `run`: how it ended. */
  outcome: Outcome;
  /** `encode`: the answer. */
  answer: Answer;
}

/** One step of the pipeline. It throws a `Refusal` to end it. */
export interface Stage {
  readonly name: string;
  readonly run: (exchange: Exchange) => Promise<void> | undefined | void;
}

/** Starts an exchange. */
export function createExchange(
  dispatcher: Dispatcher,
  incoming: Incoming,
  kind: 'call' | 'form',
  context: unknown,
): Exchange {
  // What is missing is filled in by the stages, whose order the pipeline fixes.
  return {
    dispatcher,
    incoming,
    context,
    kind,
    start: performance.now(),
    stage: '',
    ends: {},
    call: undefined,
    reading: undefined,
    bytes: 0,
  } as unknown as Exchange;
}
