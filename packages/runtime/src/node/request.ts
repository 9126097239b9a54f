import type { IncomingMessage } from 'node:http';
import type { MessageUrl } from './message-url.ts';

/**
 * Makes a web request of a Node request.
 *
 * @param body what is read as its body
 * @returns `undefined` for what cannot be one, such as `TRACE`
 */
export function toRequest(
  message: IncomingMessage,
  { origin, target }: MessageUrl,
  signal: AbortSignal,
  body: ReadableStream<Uint8Array> | null,
): Request | undefined {
  // Joined as text: resolving would take `//name` for another host.
  const url = `${origin}${target}`;
  if (!URL.canParse(url)) return undefined;
  const { method = 'GET' } = message;
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
  try {
    return new Request(url, {
      method,
      headers: requestHeaders(message),
      signal,
      ...(hasBody ? { body, duplex: 'half' } : {}),
    });
  } catch {
    return undefined;
  }
}

function requestHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  const { rawHeaders } = message;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    const value = rawHeaders[index + 1];
    // HTTP/2 has its request line among the headers, with names that start with a colon.
    if (name === undefined || value === undefined || name.startsWith(':')) continue;
    headers.append(name, value);
  }
  return headers;
}
