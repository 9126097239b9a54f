import { currentCacheScope } from './cache-scope.ts';

const MAXIMUM_LENGTH = 256;

/**
 * The name of an app's tag in a store, where tags of paths are kept too.
 *
 * @throws TypeError when it is not a text of 1 to 256 characters
 */
export function toStoredTag(tag: string): string {
  if (typeof tag !== 'string' || tag === '' || tag.length > MAXIMUM_LENGTH) {
    throw new TypeError(`A tag is a text of 1 to ${MAXIMUM_LENGTH} characters.`);
  }
  return `tag:${tag}`;
}

/**
 * Gives tags to the result of the cached function that is running. Tags that depend on what the
 * function reads are given this way; tags that are known before are an option of `cached`.
 *
 * @throws Error outside of a cached function
 */
export function cacheTag(...tags: string[]): void {
  const scope = currentCacheScope();
  if (scope === undefined) {
    throw new Error('`cacheTag()` was called outside of a cached function. Wrap it in `cached()`.');
  }
  for (const tag of tags) scope.tags.add(toStoredTag(tag));
}
