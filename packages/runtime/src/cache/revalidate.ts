import { currentRequestContext } from '../context/request-context.ts';
import { requireAction } from '../context/require-context.ts';
import { forbidInCacheScope } from './cache-scope.ts';
import { cacheConfiguration } from './configuration.ts';
import { type InvalidationEffects, sendInvalidations } from './invalidations.ts';
import { toRevalidatedPath } from './path-tags.ts';
import { type CacheProfile, resolveProfile } from './profiles.ts';
import { toStoredTag } from './tags.ts';

const PROFILE_RULE =
  'The second argument of `revalidateTag` is "max", another profile, or `{ expire: seconds }`. ' +
  'Use `updateTag` to expire at once.';
const INSTEAD = 'Call it in the server function that changes the data.';

/**
 * Expires what was read from the cache for a page. In a server function it shows at once: the
 * page that follows is made of fresh data.
 *
 * @param path the path of a page, `/posts/1`; or with `type` also a route, `/posts/[id]`
 * @param type `page`: the page at that path, or all pages of that route; `layout`: also everything
 * below it. `revalidatePath('/', 'layout')` is everything
 */
export function revalidatePath(path: string, type?: 'page' | 'layout'): void {
  const revalidated = toRevalidatedPath(path, type);
  invalidate('revalidatePath()', (effects) => void effects.revalidatedPaths.push(revalidated));
}

/**
 * Marks what has a tag as stale: it is served while it is made anew in the background. Use
 * `updateTag` where the user must see the change at once.
 *
 * @param profile how long stale data may still be served: `'max'`, another profile of
 * `configureCache`, or `{ expire: seconds }`; `{ expire: 0 }` expires at once
 */
export function revalidateTag(tag: string, profile: string | CacheProfile): void {
  toStoredTag(tag);
  const { expire } = resolveProfile(profile, cacheConfiguration().profiles, PROFILE_RULE);
  invalidate('revalidateTag()', (effects) => {
    if (expire === 0) effects.updatedTags.push(tag);
    else effects.revalidatedTags.push({ tag, expire });
  });
}

/**
 * Expires what has a tag. It shows at once: what the server function and the page that follows
 * read is fresh. Only in a server function.
 */
export function updateTag(tag: string): void {
  toStoredTag(tag);
  forbidInCacheScope('updateTag()', INSTEAD);
  const context = currentRequestContext();
  if (context?.phase === 'action' && context.effects.closed) sendNow({ updatedTags: [tag] });
  else requireAction('updateTag()').effects.updatedTags.push(tag);
}

/** Makes the client read its page again, and leaves the cache alone. Only in a server function. */
export function refresh(): void {
  forbidInCacheScope('refresh()', INSTEAD);
  requireAction('refresh()').effects.refresh = true;
}

/**
 * Adds to the effects of the action that is running. Where there is none, or it has been answered,
 * the invalidation goes to the store directly: what was changed is changed.
 */
function invalidate(call: string, add: (effects: InvalidationEffects) => void): void {
  forbidInCacheScope(call, INSTEAD);
  const context = currentRequestContext();
  if (context?.phase === 'render') requireAction(call);
  if (context !== undefined && !context.effects.closed) {
    add(context.effects);
    return;
  }
  const effects: InvalidationEffects = {
    revalidatedPaths: [],
    revalidatedTags: [],
    updatedTags: [],
  };
  add(effects);
  sendNow(effects);
}

function sendNow(given: Partial<InvalidationEffects>): void {
  const effects = { revalidatedPaths: [], revalidatedTags: [], updatedTags: [], ...given };
  const sent = sendInvalidations(effects);
  currentRequestContext()?.waitUntil(sent);
}
