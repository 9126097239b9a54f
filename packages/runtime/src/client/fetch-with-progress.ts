import type { Send } from './transport.ts';

/** How far the upload of a call is. */
export interface UploadProgress {
  /** Bytes sent so far. */
  readonly loaded: number;
  /** Bytes of the whole body. */
  readonly total: number;
}

/**
 * Makes what sends a call and tells how far its upload is.
 *
 * ```
 * await withCallOptions(upload, { fetch: fetchWithProgress(show) })(file)
 * ```
 *
 * It uses XMLHttpRequest: `fetch` tells nothing of uploads, and its request streams need HTTP/2 and
 * exist in one browser engine only. What `fetch` can do and this cannot: forbid redirects beforehand
 * (one is refused when it has happened), and free what has been read of a result that goes on.
 */
export function fetchWithProgress(onProgress: (progress: UploadProgress) => void): Send {
  return (url, { method, body, headers, signal }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const request = new XMLHttpRequest();
      request.open(method, url);
      // Each byte becomes one character, so that the text so far can be passed on as bytes.
      request.overrideMimeType('text/plain; charset=x-user-defined');
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);

      const answer = new TransformStream<Uint8Array, Uint8Array>();
      const writer = answer.writable.getWriter();
      const end = (reason?: unknown): void => {
        signal.removeEventListener('abort', abort);
        reject(reason);
        // Whoever has gone away from the answer does not miss its end.
        (reason === undefined ? writer.close() : writer.abort(reason)).catch(() => {});
      };
      const abort = (): void => {
        end(signal.reason);
        request.abort();
      };
      let read = 0;
      const pass = (): void => {
        if (read === 0) resolve(responseOf(request, answer.readable));
        const text = request.responseText.slice(read);
        read += text.length;
        // The upper byte of a character is the encoding's own.
        const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
        writer.write(bytes).catch(() => request.abort());
      };
      signal.addEventListener('abort', abort);
      request.upload.addEventListener('progress', ({ loaded, total }) =>
        onProgress({ loaded, total }),
      );
      request.addEventListener('readystatechange', () => {
        const isRedirected = request.responseURL !== new URL(url, location.href).href;
        if (request.readyState !== request.HEADERS_RECEIVED || !isRedirected) return;
        end(new TypeError('The call was redirected.'));
        request.abort();
      });
      request.addEventListener('progress', pass);
      request.addEventListener('load', () => {
        pass();
        end();
      });
      request.addEventListener('error', () => end(new TypeError('The connection failed.')));
      request.send(body);
    });
}

const WITHOUT_BODY = new Set([204, 205, 304]);

function responseOf(request: XMLHttpRequest, body: ReadableStream<Uint8Array>): Response {
  const { status, statusText } = request;
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  return new Response(WITHOUT_BODY.has(status) ? null : body, {
    status,
    statusText,
    headers: lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  });
}
