import { currentCacheScope } from './cache-scope.ts';
import { cacheConfiguration } from './configuration.ts';
import { type CacheProfile, resolveProfile } from './profiles.ts';

const RULE = '`cacheLife` takes the name of one, or `{ revalidate, expire }` in seconds.';

/**
 * Says how long the result of the cached function that is running may be served. Of several times
 * that are given, by options, here and by other cached functions that it calls, the shortest holds.
 *
 * @param profile `'hours'` or another profile, or `{ revalidate, expire }` in seconds
 * @throws Error outside of a cached function
 */
export function cacheLife(profile: string | CacheProfile): void {
  const { revalidate, expire } = resolveProfile(profile, cacheConfiguration().profiles, RULE);
  const scope = currentCacheScope();
  if (scope === undefined) {
    throw new Error(
      '`cacheLife()` was called outside of a cached function. Wrap it in `cached()`.',
    );
  }
  scope.revalidate = Math.min(scope.revalidate, revalidate ?? Infinity);
  scope.expire = Math.min(scope.expire, expire ?? Infinity);
}
