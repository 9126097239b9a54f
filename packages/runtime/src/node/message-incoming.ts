import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodySource, Incoming } from '../dispatch/incoming.ts';
import { messageBody } from './body-source.ts';
import type { MessageUrl } from './message-url.ts';
import { toRequest } from './request.ts';

/** A Node request, as the dispatcher sees it: nothing is converted before somebody asks for it. */
export class MessageIncoming implements Incoming {
  readonly #message: IncomingMessage;
  readonly #answer: ServerResponse;
  readonly #url: MessageUrl;
  #request: Request | undefined;

  constructor(message: IncomingMessage, answer: ServerResponse, url: MessageUrl) {
    this.#message = message;
    this.#answer = answer;
    this.#url = url;
  }

  get method(): string {
    return this.#message.method ?? 'GET';
  }

  get path(): string {
    return this.#url.path;
  }

  get origin(): string {
    return this.#url.origin;
  }

  get body(): BodySource {
    return messageBody(this.#message);
  }

  get request(): Request {
    return (this.#request ??= this.#makeRequest());
  }

  header(name: string): string | null {
    const value = this.#message.headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  }

  onDisconnect(listener: () => void): () => void {
    const answer = this.#answer;
    const closed = (): void => {
      if (!answer.writableFinished) listener();
    };
    if (answer.destroyed) closed();
    answer.once('close', closed);
    return () => answer.off('close', closed);
  }

  #makeRequest(): Request {
    const controller = new AbortController();
    this.onDisconnect(() =>
      controller.abort(new DOMException('The client is gone.', 'AbortError')),
    );
    const request = toRequest(this.#message, this.#url, controller.signal, null);
    // Only the code of the app asks for it, and no request gets that far with another method.
    if (request === undefined) throw new TypeError('The request has no URL.');
    return request;
  }
}
