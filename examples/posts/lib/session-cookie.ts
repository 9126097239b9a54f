import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { cookies } from '@callgate/runtime/headers';
import { currentCall } from '@callgate/runtime/server';

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
export async function readSessionToken(): Promise<string | null> {
  const value = (await cookies()).get(SESSION_COOKIE)?.value;
  if (value === undefined) return null;
  const [token, signature, rest] = value.split('.');
  if (!token || !signature || rest !== undefined) return null;
  const expected = sign(token);
  const actual = Buffer.from(signature, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? token : null;
}

/** Sends the token to the browser. */
export async function sendSessionToken(token: string, seconds: number): Promise<void> {
  const value = `${token}.${sign(token).toString('base64url')}`;
  const page = currentCall()?.request.url ?? 'http://localhost';
  (await cookies()).set(SESSION_COOKIE, value, {
    maxAge: seconds,
    // No script can read it, and other sites' forms cannot send it.
    httpOnly: true,
    sameSite: 'lax',
    secure: page.startsWith('https:'),
  });
}

/** Tells the browser to forget its token. */
export async function clearSessionToken(): Promise<void> {
  (await cookies()).delete(SESSION_COOKIE);
}

function sign(token: string): Buffer {
  if (signingKey === null) throw new Error('useSigningKey() has not been called.');
  return createHmac('sha256', signingKey).update(token).digest();
}
