import type { ActionEffects } from '../context/action-effects.ts';
import type { RequestContext } from '../context/request-context.ts';
import { cacheConfiguration } from './configuration.ts';
import { pathTag } from './path-tags.ts';
import { toStoredTag } from './tags.ts';

const NONE: ReadonlySet<string> = new Set();

/** The tags that an action has expired, until the store knows them. */
export function ownExpiredTags({ effects }: RequestContext): ReadonlySet<string> {
  if (effects.closed) return NONE;
  const { updatedTags, revalidatedPaths } = effects;
  if (updatedTags.length === 0 && revalidatedPaths.length === 0) return NONE;
  return new Set(expiredTags(effects));
}

/**
 * Tells the tag store what was invalidated. A store that cannot pass it on to other servers keeps it
 * and goes on trying; no action fails of that, for what it has changed is changed.
 */
export async function sendInvalidations(effects: InvalidationEffects): Promise<void> {
  const { tags, onError } = cacheConfiguration();
  const updates: Promise<void>[] = [];
  const expired = expiredTags(effects);
  if (expired.length > 0) updates.push(tags.updateTags(expired));
  for (const { tag, expire } of effects.revalidatedTags) {
    updates.push(tags.updateTags([toStoredTag(tag)], expire === undefined ? {} : { expire }));
  }
  for (const update of await Promise.allSettled(updates)) {
    if (update.status === 'rejected') onError(update.reason);
  }
}

/** The part of an action's effects that concerns the cache. */
export type InvalidationEffects = Pick<
  ActionEffects,
  'revalidatedPaths' | 'revalidatedTags' | 'updatedTags'
>;

function expiredTags({ updatedTags, revalidatedPaths }: InvalidationEffects): string[] {
  return [...updatedTags.map(toStoredTag), ...revalidatedPaths.map(pathTag)];
}
