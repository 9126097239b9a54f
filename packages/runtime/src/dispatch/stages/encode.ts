import { serverBinding } from '../../server-binding.ts';
import { type Answer, ANSWER_HEADERS, type AnswerHeader } from '../answer.ts';
import { describeCall } from '../describe-call.ts';
import { effectHeaders, statusCode } from '../effect-headers.ts';
import type { EncodedBody } from '../encoded-body.ts';
import { createDigest } from '../events.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { runInside, runningCall } from '../running-call.ts';

/** Stage 11: the answer to a call: a stream of Flight, or the headers that stand for a redirect. */
export const encodeStage: Stage = { name: 'encode', run: encode };

const FLIGHT: AnswerHeader = ['content-type', 'text/x-component'];
const TEXT: AnswerHeader = ['content-type', 'text/plain; charset=utf-8'];

function encode(exchange: Exchange): void {
  const { outcome } = exchange;
  const effects = runningCall(exchange).usedRequest?.effects;
  const headers = [...ANSWER_HEADERS, ...(effects === undefined ? [] : effectHeaders(effects))];
  if (outcome.type === 'result') {
    exchange.answer = encodeFlight(exchange, 200, headers, outcome.value);
  } else if (outcome.type === 'error') {
    const { code, message, data, status } = outcome.error;
    headers.push(['callgate-error', 'action']);
    exchange.answer = encodeFlight(exchange, status, headers, { code, message, data });
  } else if (effects?.redirect !== undefined) {
    const { url, permanent, type } = effects.redirect;
    headers.push(['callgate-redirect', `${permanent ? 308 : 307};${url}`]);
    headers.push(['callgate-redirect-type', type]);
    exchange.answer = { status: 200, headers, body: null };
  } else {
    const status = effects?.status ?? 404;
    const code = statusCode(status);
    exchange.answer = { status, headers: [...headers, TEXT, ['callgate-error', code]], body: code };
  }
}

function encodeFlight(
  exchange: Exchange,
  status: number,
  headers: readonly AnswerHeader[],
  value: unknown,
): Answer {
  const call = runningCall(exchange);
  const onError = (error: unknown): string => {
    const digest = createDigest();
    exchange.dispatcher.onEvent({ type: 'late-error', error, digest, ...describeCall(exchange) });
    return digest;
  };
  // As part of the call: generators and promises in the result go on running while they are sent.
  const body: EncodedBody = {
    stream: () => runInside(call, () => serverBinding().encode(value, { onError })),
    pipe: (sink) => runInside(call, () => serverBinding().pipe?.(value, { onError }, sink)),
  };
  return {
    status,
    headers: [...headers, FLIGHT],
    body,
    onCancel: (reason) => call.cancellation.abort(reason),
  };
}
