import type { BodySource, Incoming } from './incoming.ts';

/** A web request, as the dispatcher sees it. */
export function fromRequest(request: Request): Incoming {
  const url = new URL(request.url);
  const { body, signal } = request;
  return {
    method: request.method,
    path: url.pathname,
    origin: url.origin,
    body: body === null ? null : streamSource(body),
    request,
    header: (name) => request.headers.get(name),
    onDisconnect(listener) {
      if (signal.aborted) listener();
      else signal.addEventListener('abort', listener, { once: true });
      return () => signal.removeEventListener('abort', listener);
    },
  };
}

function streamSource(stream: ReadableStream<Uint8Array>): BodySource {
  return {
    read(sink) {
      const reader = stream.getReader();
      let stopped = false;
      const pump = async (): Promise<void> => {
        for (;;) {
          const next = await reader.read();
          if (stopped) return;
          if (next.done) return sink.end();
          sink.chunk(next.value);
        }
      };
      pump().catch((error: unknown) => {
        if (!stopped) sink.fail(error);
      });
      return () => {
        stopped = true;
        // Nobody waits for the rest; a source that fails to stop is no news.
        reader.cancel().catch(() => {});
      };
    },
  };
}
