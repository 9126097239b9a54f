import type { IncomingMessage } from 'node:http';
import { requestBody } from './request-body.ts';

// What a host name, an address or either with a port is made of. Anything else could move the
// boundary between the origin and the path.
const HOST_PATTERN = /^[\w.-]+(?::\d+)?$|^\[[\da-fA-F:.]+\](?::\d+)?$/;

/**
 * Makes a web request of a Node request, of HTTP/1.1 or HTTP/2.
 *
 * @returns `undefined` for what cannot be one, such as a malformed host
 */
export function toRequest(message: IncomingMessage, signal: AbortSignal): Request | undefined {
  const url = requestUrl(message);
  if (url === undefined) return undefined;
  const { method = 'GET' } = message;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    return new Request(url, {
      method,
      headers: requestHeaders(message),
      signal,
      ...(hasBody ? { body: requestBody(message), duplex: 'half' } : {}),
    });
  } catch {
    // Methods that a web request cannot have, such as TRACE.
    return undefined;
  }
}

function requestUrl(message: IncomingMessage): string | undefined {
  const encrypted = 'encrypted' in message.socket && message.socket.encrypted === true;
  const authority = message.headers[':authority'];
  const host = typeof authority === 'string' ? authority : message.headers.host;
  if (host === undefined || !HOST_PATTERN.test(host)) return undefined;
  const target = message.url ?? '/';
  // The absolute form is for proxies, `*` for OPTIONS; neither names a path of this server.
  if (!target.startsWith('/')) return undefined;
  // Joined as text: resolving would take `//name` for another host.
  const url = `${encrypted ? 'https' : 'http'}://${host}${target}`;
  return URL.canParse(url) ? url : undefined;
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
