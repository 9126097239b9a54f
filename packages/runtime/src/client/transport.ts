/** A request of a call, as `fetch` takes it. */
export interface CallRequest {
  readonly method: 'POST';
  readonly body: string | FormData;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: 'error';
  readonly signal: AbortSignal;
}

/** Sends a request; `fetch` is one. */
export type Send = (url: string, request: CallRequest) => Promise<Response>;
