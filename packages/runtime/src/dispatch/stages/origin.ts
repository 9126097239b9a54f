import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';
import type { Incoming } from '../incoming.ts';
import type { Dispatcher } from '../dispatcher.ts';

/**
 * Stage 2: the page that calls is one of the app. Stops other sites from calling with the cookies of
 * whoever visits them.
 */
export const originStage: Stage = { name: 'origin', run: checkOrigin };

function checkOrigin({ incoming, dispatcher }: Exchange): void {
  const site = incoming.header('sec-fetch-site');
  const origin = incoming.header('origin');
  const allowed = origin !== null && dispatcher.allowedOrigins.has(origin);
  if (site === 'same-origin') {
    // A page of another name that leads to this server (DNS rebinding) is of one origin with it, too.
    if (origin === null || allowed || dispatcher.ownOrigins?.has(origin) !== false) return;
    throw new Refusal('origin', 'the origin is not one of the app');
  }
  if (site === 'same-site' || site === 'cross-site') {
    if (allowed) return;
    throw new Refusal('origin', `the request is ${site}, and its origin is not allowed`);
  }
  // `none` means that a person, not a page, made the request: no page of the app has sent it.
  if (site !== null) throw new Refusal('origin', `sec-fetch-site is "${site}"`);
  if (origin === null) {
    if (dispatcher.allowNonBrowserClients) return;
    throw new Refusal('origin', 'the request does not say where it comes from');
  }
  if (allowed || isOwnOrigin(origin, incoming, dispatcher)) return;
  throw new Refusal('origin', 'the origin is not that of the app');
}

function isOwnOrigin(
  origin: string,
  incoming: Incoming,
  { ownOrigins, trustProxy }: Dispatcher,
): boolean {
  if (ownOrigins !== undefined) return ownOrigins.has(origin);
  const own = (trustProxy ? forwardedOrigin(incoming) : undefined) ?? incoming.origin;
  // An opaque origin is written `null` and is nobody's own.
  if (origin === 'null') return false;
  // Servers may give the host as it was sent, with a default port.
  return origin === own || (URL.canParse(own) && new URL(own).origin === origin);
}

function forwardedOrigin(incoming: Incoming): string | undefined {
  const own = new URL(incoming.origin);
  const protocol = firstOf(incoming.header('x-forwarded-proto')) ?? own.protocol.slice(0, -1);
  const host = firstOf(incoming.header('x-forwarded-host')) ?? own.host;
  const forwarded = `${protocol}://${host}`;
  return URL.canParse(forwarded) ? new URL(forwarded).origin : undefined;
}

function firstOf(list: string | null): string | undefined {
  return list?.split(',', 1)[0]?.trim();
}
