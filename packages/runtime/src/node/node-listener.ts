import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerFunctionHandler } from '../dispatch/handler.ts';
import { toRequest } from './request.ts';
import { sendResponse } from './send-response.ts';

/** Options of `toNodeListener`. */
export interface NodeListenerOptions {
  /** What the handler gets as its context for a request: a session, a database, … */
  readonly context?: (message: IncomingMessage, answer: ServerResponse) => unknown;
}

/** Listens to requests of `node:http`, `node:https`, HTTP/2's compatibility layer and middlewares. */
export type NodeListener = (
  message: IncomingMessage,
  answer: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Makes a listener for Node servers of a handler. What the handler does not answer goes to `next`;
 * without one it is answered with `404`.
 */
export function toNodeListener(
  handler: ServerFunctionHandler,
  options: NodeListenerOptions = {},
): NodeListener {
  return async (message, answer, next) => {
    const disconnected = new AbortController();
    answer.once('close', () => {
      if (!answer.writableFinished) disconnected.abort(new Error('The client is gone.'));
    });
    try {
      const request = toRequest(message, disconnected.signal);
      const response =
        request === undefined ? null : await handler(request, options.context?.(message, answer));
      if (response !== null) await sendResponse(response, message, answer);
      else if (next !== undefined) next();
      else await sendResponse(new Response(null, { status: 404 }), message, answer);
    } catch (error) {
      if (next !== undefined) next(error);
      else answer.destroy();
    }
  };
}
