import { forbidInCacheScope } from '../cache/cache-scope.ts';
import { requireRequestContext } from '../context/require-context.ts';
import { type CookieStore, createCookieStore } from './cookie-store.ts';

/**
 * The cookies of the request. A server function can set and delete them: what it has set it reads
 * back, the page that is rendered afterwards sees it, and it travels with the answer.
 */
export async function cookies(): Promise<CookieStore> {
  forbidInCacheScope('cookies()', 'Read the cookie before, and pass its value as an argument.');
  requireRequestContext('cookies()');
  return createCookieStore();
}
