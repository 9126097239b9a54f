import { type Answer, toResponse } from './answer.ts';
import { createExchange } from './exchange.ts';
import type { Incoming } from './incoming.ts';
import { type Dispatcher, readOptions } from './dispatcher.ts';
import type { HandlerOptions } from './options.ts';
import { answerExchange } from './pipeline.ts';
import { mediaType } from './stages/request.ts';
import { fromRequest } from './web-incoming.ts';

/** Answers a request, or gives `null` for one that is not a call of a server function. */
export type ServerFunctionHandler = (
  request: Request,
  context?: unknown,
) => Promise<Response | null>;

/** A handler for adapters, which need not make web requests and responses. */
export type Dispatch = (incoming: Incoming, context: unknown) => Promise<Answer> | null;

const DISPATCH = Symbol.for('@callgate/runtime/dispatch');

/**
 * Makes the handler that runs server functions: `POST <base>/<id>` with React's encoding of the
 * arguments, answered with React's encoding of the result, and, with `render`, forms that are posted
 * to their pages without JavaScript.
 *
 * Always on: other sites cannot call; only functions of the manifest can be called, and their modules
 * are loaded only then; bodies, arguments and running times have limits; errors that a function throws
 * stay in the log, the client gets a digest.
 */
export function createServerFunctionHandler(options: HandlerOptions): ServerFunctionHandler {
  const dispatcher = readOptions(options);
  const dispatch: Dispatch = (incoming, context) => {
    const kind = kindOf(incoming, dispatcher);
    if (kind === undefined) return null;
    return answerExchange(createExchange(dispatcher, incoming, kind, context));
  };
  const handler: ServerFunctionHandler = async (request, context) => {
    const answer = await dispatch(fromRequest(request), context);
    return answer === null ? null : toResponse(answer);
  };
  return Object.defineProperty(handler, DISPATCH, { value: dispatch });
}

/** What an adapter can call in place of a handler; `undefined` for a function of the host's own. */
export function dispatchOf(handler: ServerFunctionHandler): Dispatch | undefined {
  // Set above, in whichever copy of this package the handler was made.
  return Reflect.get(handler, DISPATCH) as Dispatch | undefined;
}

/** What a request is to the dispatcher; `undefined` for one that is left to others. */
function kindOf(incoming: Incoming, dispatcher: Dispatcher): 'call' | 'form' | undefined {
  if (incoming.path.startsWith(dispatcher.prefix)) return 'call';
  const isForm =
    dispatcher.render !== undefined &&
    incoming.method === 'POST' &&
    mediaType(incoming) === 'multipart/form-data' &&
    dispatcher.isPage(incoming.path);
  return isForm ? 'form' : undefined;
}
