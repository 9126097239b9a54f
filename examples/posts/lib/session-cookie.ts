import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { requestContext } from './request-context.ts';

/** Name of the cookie that carries the session. */
export const SESSION_COOKIE = 'posts_session';

let signingKey: Buffer | null = null;

/** Sets the key that signs cookies; call it once, before the first request. */
export function useSigningKey(key: Buffer): void {
  if (key.length < 32) {
    throw new Error('The key that signs session cookies needs at least 32 bytes.');
  }
  signingKey = key;
}

/** A token that nobody can guess. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The token of the request's cookie; `null` without one, or when its signature is not ours. */
export function readSessionToken(): string | null {
  const value = readCookie(requestContext().request.headers.get('cookie') ?? '', SESSION_COOKIE);
  if (value === null) return null;
  const [token, signature, rest] = value.split('.');
  if (!token || !signature || rest !== undefined) return null;
  const expected = sign(token);
  const actual = Buffer.from(signature, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? token : null;
}

/** Sends the token to the browser. */
export function sendSessionToken(token: string, seconds: number): void {
  setCookie(`${token}.${sign(token).toString('base64url')}`, seconds);
}

/** Tells the browser to forget its token. */
export function clearSessionToken(): void {
  setCookie('', 0);
}

function setCookie(value: string, seconds: number): void {
  const { request, setCookies } = requestContext();
  // HttpOnly: no script can read it. SameSite=Lax: other sites' forms cannot send it.
  const attributes = [
    `${SESSION_COOKIE}=${value}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
  ];
  if (new URL(request.url).protocol === 'https:') attributes.push('Secure');
  setCookies.push(attributes.join('; '));
}

function sign(token: string): Buffer {
  if (signingKey === null) throw new Error('useSigningKey() has not been called.');
  return createHmac('sha256', signingKey).update(token).digest();
}

function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return null;
}
