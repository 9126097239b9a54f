import { serverBinding } from '../../server-binding.ts';
import { ANSWER_HEADERS } from '../answer.ts';
import { runInCall } from '../call-context.ts';
import { createDigest } from '../events.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 11: the result, as a stream of Flight. */
export const encodeStage: Stage = { name: 'encode', run: encode };

function encode(exchange: Exchange): void {
  const { call, result, target, dispatcher } = exchange;
  const onError = (error: unknown): string => {
    const digest = createDigest();
    dispatcher.onEvent({ type: 'error', id: target.id, error, digest, stage: 'encode' });
    return digest;
  };
  // As part of the call: generators and promises in the result go on running while they are sent.
  const stream = runInCall(call, () =>
    serverBinding().encode(result, { onError, signal: call.signal }),
  );
  exchange.response = new Response(endingCall(stream, exchange), {
    headers: { ...ANSWER_HEADERS, 'content-type': 'text/x-component' },
  });
}

/** Passes a stream on, and ends the call's signal when its reader goes away. */
function endingCall(
  stream: ReadableStream<Uint8Array>,
  { abort, call }: Exchange,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await runInCall(call, () => reader.read());
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel(reason) {
        abort(reason);
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
