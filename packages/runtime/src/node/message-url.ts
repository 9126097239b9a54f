import type { IncomingMessage } from 'node:http';

// What a host name, an address or either with a port is made of. Anything else could move the
// boundary between the origin and the path.
const HOST_PATTERN = /^[\w.-]+(?::\d+)?$|^\[[\da-fA-F:.]+\](?::\d+)?$/;

/** Where a Node request was sent to. */
export interface MessageUrl {
  /** Scheme and host as they were sent. */
  readonly origin: string;
  readonly path: string;
  /** Path and query, as they stand in the request line. */
  readonly target: string;
}

/**
 * Reads where a request of HTTP/1.1 or HTTP/2 was sent to.
 *
 * @returns `undefined` for what is no path of this server, or has a malformed host
 */
export function messageUrl(message: IncomingMessage): MessageUrl | undefined {
  const encrypted = 'encrypted' in message.socket && message.socket.encrypted === true;
  const authority = message.headers[':authority'];
  const host = typeof authority === 'string' ? authority : message.headers.host;
  if (host === undefined || !HOST_PATTERN.test(host)) return undefined;
  const target = message.url ?? '/';
  // The absolute form is for proxies, `*` for OPTIONS; neither names a path of this server.
  if (!target.startsWith('/')) return undefined;
  const origin = `${encrypted ? 'https' : 'http'}://${host}`;
  // A port that is too large, an address with a part too many.
  if (!URL.canParse(origin)) return undefined;
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  return { origin, path, target };
}
