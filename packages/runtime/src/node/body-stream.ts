import type { IncomingMessage } from 'node:http';

/** The body of a Node request as a web stream, read as fast as the stream is. */
export function messageStream(message: IncomingMessage): ReadableStream<Uint8Array> {
  let stop: (() => void) | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        stop ??= listen(message, controller);
        message.resume();
      },
      cancel() {
        stop?.();
        message.pause();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Passes a request's body on to a stream, one chunk for each time that the request is resumed. */
function listen(
  message: IncomingMessage,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const data = (chunk: Uint8Array): void => {
    message.pause();
    controller.enqueue(new Uint8Array(chunk));
  };
  const end = (): void => {
    stop();
    controller.close();
  };
  const fail = (error: unknown): void => {
    stop();
    controller.error(error);
  };
  const close = (): void => fail(new Error('The connection was closed.'));
  const stop = (): void => {
    message.off('data', data).off('end', end).off('error', fail).off('close', close);
  };
  message.on('data', data).on('end', end).on('error', fail).on('close', close);
  return stop;
}
