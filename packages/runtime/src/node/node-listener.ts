import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkOptions } from '../check-options.ts';
import { type Answer, fromResponse } from '../dispatch/answer.ts';
import { dispatchOf, type ServerFunctionHandler } from '../dispatch/handler.ts';
import { messageStream } from './body-stream.ts';
import { MessageIncoming } from './message-incoming.ts';
import { type MessageUrl, messageUrl } from './message-url.ts';
import { toRequest } from './request.ts';
import { sendAnswer } from './send-answer.ts';

/** Options of `toNodeListener`. */
export interface NodeListenerOptions {
  /**
   * What the handler gets as its context for a request: what finds the session, a database, … It is
   * asked for before the request is checked, so it should cost nothing. A promise is handed on.
   */
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
 *
 * A handler of `createServerFunctionHandler` gets requests as they are. A function of the host around
 * it gets a web request, which costs the time to make one.
 */
export function toNodeListener(
  handler: ServerFunctionHandler,
  options: NodeListenerOptions = {},
): NodeListener {
  if (typeof handler !== 'function') throw new TypeError('`toNodeListener` takes a handler.');
  checkOptions('toNodeListener', options, { context: 'a function' });
  const dispatch = dispatchOf(handler);
  return async (message, answer, next) => {
    try {
      const url = messageUrl(message);
      const context = options.context?.(message, answer);
      // Whoever waits for it hears of its failure; refused requests have nobody who does.
      if (context instanceof Promise) context.catch(() => {});
      let made: Answer | null = null;
      if (url !== undefined) {
        made =
          dispatch === undefined
            ? await callHandler(handler, { message, answer, url, context })
            : await dispatch(new MessageIncoming(message, answer, url), context);
      }
      if (made !== null) sendAnswer(made, message, answer);
      else if (next !== undefined) next();
      else sendAnswer({ status: 404, headers: [], body: null }, message, answer);
    } catch (error) {
      if (next !== undefined) next(error);
      else answer.destroy();
    }
  };
}

interface NodeExchange {
  readonly message: IncomingMessage;
  readonly answer: ServerResponse;
  readonly url: MessageUrl;
  readonly context: unknown;
}

async function callHandler(
  handler: ServerFunctionHandler,
  { message, answer, url, context }: NodeExchange,
): Promise<Answer | null> {
  const disconnected = new AbortController();
  answer.once('close', () => {
    if (!answer.writableFinished) disconnected.abort(new Error('The client is gone.'));
  });
  const request = toRequest(message, url, disconnected.signal, messageStream(message));
  const response = request === undefined ? null : await handler(request, context);
  return response === null ? null : fromResponse(response, 'The handler');
}
