import { type Decode, errorOf, isFlight } from './answer.ts';
import { HEADER, RESULT_TYPE } from './answer-headers.ts';
import type { CallOptions } from './call-options.ts';
import type { CallServerOptions } from './call-server.ts';
import { followRedirect, redirectOf, refreshPage } from './effects.ts';
import { delayBefore, isBusy, retriesOf, wait } from './retry.ts';
import type { CallRequest } from './transport.ts';
import { isActionUnavailableError } from './action-unavailable-error.ts';
import { decide } from './unavailable.ts';

/** A call that is ready to be sent. */
export interface PreparedCall {
  readonly url: string;
  readonly body: string | FormData;
  readonly signal: AbortSignal;
  readonly call: CallOptions;
  readonly options: CallServerOptions;
  readonly decode: Decode;
}

/** Sends a call, as often as its options and the policies allow, until there is a result. */
export async function sendCall(prepared: PreparedCall): Promise<unknown> {
  const { signal, options, decode } = prepared;
  for (let attempt = 1; ; attempt += 1) {
    const response = await sendUntilAnswered(prepared);
    const redirect = redirectOf(response, prepared.url);
    if (redirect !== undefined) {
      void response.body?.cancel().catch(() => {});
      return followRedirect(options, redirect);
    }
    if (response.ok && isFlight(response) && !response.headers.has(HEADER.error)) {
      const result = await decode(response);
      await refreshPage(options, response);
      return result;
    }
    const error = await errorOf(response, decode);
    if (isActionUnavailableError(error)) {
      const policy = await decide(options.onUnavailable ?? 'throw', error, attempt);
      if (policy === 'retry') {
        await wait(delayBefore(attempt - 1, response), signal);
        continue;
      }
      if (policy === 'reload') {
        location.reload();
        return new Promise(() => {});
      }
    }
    await refreshPage(options, response);
    throw error;
  }
}

/** Sends a call, an idempotent one again while the connection fails or the server is busy. */
async function sendUntilAnswered(prepared: PreparedCall): Promise<Response> {
  const { url, signal, call, options } = prepared;
  const send = call.fetch ?? options.fetch ?? fetch;
  for (let left = retriesOf(call), attempt = 0; ; left -= 1, attempt += 1) {
    let response: Response | undefined;
    try {
      response = await send(url, requestOf(prepared));
      if (left <= 0 || !isBusy(response)) return response;
      void response.body?.cancel().catch(() => {});
    } catch (error) {
      if (left <= 0 || signal.aborted) throw error;
    }
    await wait(delayBefore(attempt, response), signal);
  }
}

function requestOf({ body, signal, call, options }: PreparedCall): CallRequest {
  const { idempotent } = call;
  const page = globalThis.location;
  return {
    method: 'POST',
    body,
    headers: {
      accept: RESULT_TYPE,
      ...(page === undefined ? {} : { [HEADER.page]: page.pathname + page.search }),
      ...(options.build === undefined ? {} : { [HEADER.build]: options.build }),
      ...(typeof idempotent === 'string' ? { [HEADER.idempotencyKey]: idempotent } : {}),
      ...Object.fromEntries(new Headers(options.headers?.())),
    },
    // A redirect would send the arguments to a place that nobody named.
    redirect: 'error',
    signal,
  };
}
