import type { AnyFunction } from '../server/server-reference.ts';
import type { CallContext } from './call-context.ts';
import type { CallableFunction } from './manifest.ts';
import type { Dispatcher } from './options.ts';

/** One request on its way through the stages. Each stage fills in what its comment says. */
export interface Exchange {
  readonly dispatcher: Dispatcher;
  readonly request: Request;
  readonly url: URL;
  readonly context: unknown;
  /** `request`: the id in the path, well formed. */
  id: string;
  /** `function`: the entry of the manifest. */
  target: CallableFunction;
  /** `body`: the whole body. */
  body: string | FormData;
  /** `decode`: what was decoded; `arguments`: known to be a list. */
  args: unknown[];
  /** `load`: the function to call. */
  fn: AnyFunction;
  /** `run`: the call, and what the function returned. */
  call: CallContext;
  /** `run`: ends the call's signal. */
  abort: (reason: unknown) => void;
  result: unknown;
  /** `encode`: the answer. */
  response: Response;
}

/** One step of the pipeline. It throws a `Refusal` to end it. */
export interface Stage {
  readonly name: string;
  readonly run: (exchange: Exchange) => void | Promise<void>;
}

/** Starts an exchange. */
export function createExchange(
  dispatcher: Dispatcher,
  request: Request,
  url: URL,
  context: unknown,
): Exchange {
  // What is missing is filled in by the stages, whose order the pipeline fixes.
  return { dispatcher, request, url, context } as Exchange;
}
