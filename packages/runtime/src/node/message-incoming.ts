import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Incoming } from '../dispatch/incoming.ts';
import { messageBody } from './body-source.ts';
import type { MessageUrl } from './message-url.ts';
import { toRequest } from './request.ts';

/** A Node request, as the dispatcher sees it: nothing is converted before somebody asks for it. */
export function fromMessage(
  message: IncomingMessage,
  answer: ServerResponse,
  url: MessageUrl,
): Incoming {
  let request: Request | undefined;
  const onDisconnect = (listener: () => void): (() => void) => {
    const closed = (): void => {
      if (!answer.writableFinished) listener();
    };
    if (answer.destroyed) closed();
    answer.once('close', closed);
    return () => answer.off('close', closed);
  };
  return {
    method: message.method ?? 'GET',
    path: url.path,
    origin: url.origin,
    body: messageBody(message),
    onDisconnect,
    header(name) {
      const value = message.headers[name];
      return Array.isArray(value) ? value.join(', ') : (value ?? null);
    },
    get request() {
      return (request ??= makeRequest(message, url, onDisconnect));
    },
  };
}

function makeRequest(
  message: IncomingMessage,
  url: MessageUrl,
  onDisconnect: Incoming['onDisconnect'],
): Request {
  const controller = new AbortController();
  onDisconnect(() => controller.abort(new DOMException('The client is gone.', 'AbortError')));
  const request = toRequest(message, url, controller.signal, null);
  // Only the code of the app asks for it, and no request gets that far with another method.
  if (request === undefined) throw new TypeError('The request has no URL.');
  return request;
}
