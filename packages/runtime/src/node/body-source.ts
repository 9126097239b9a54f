import type { IncomingMessage } from 'node:http';
import type { BodySource } from '../dispatch/incoming.ts';

/**
 * The body of a Node request. Until somebody reads it the request is not touched, so that another
 * listener can still have it. To stop leaves the connection open, so that there is a way to answer.
 */
export function messageBody(message: IncomingMessage): BodySource {
  return {
    read(sink) {
      const data = (chunk: Uint8Array): void => sink.chunk(chunk);
      const end = (): void => {
        stop();
        sink.end();
      };
      // Whatever breaks a request closes it, and nobody else hears of its error.
      const close = (): void => {
        stop();
        sink.fail(message.errored ?? new Error('The connection was closed.'));
      };
      const stop = (): void => {
        message.off('data', data).off('end', end).off('close', close);
        message.pause();
      };
      if (message.destroyed || message.readableEnded) {
        // Somebody before us has read it, or the client is gone already.
        queueMicrotask(() => sink.fail(new Error('The body is not there any more.')));
        return () => {};
      }
      message.on('data', data).on('end', end).on('close', close);
      return stop;
    },
  };
}
