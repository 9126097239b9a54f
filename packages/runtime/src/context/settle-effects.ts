import { sendInvalidations } from '../cache/invalidations.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Ends the part of a request in which an action can ask for something: what it has invalidated is
 * told to the store, so that the page that follows, and the next request of any server, sees it.
 * Called when the function has returned or thrown, before the answer starts: a function that fails
 * may have changed something before.
 *
 * @returns `undefined` when there is nothing to wait for
 */
export function settleEffects({ effects }: RequestContext): Promise<void> | undefined {
  if (effects.closed) return undefined;
  const { updatedTags, revalidatedPaths, revalidatedTags } = effects;
  const isNeeded = updatedTags.length + revalidatedPaths.length + revalidatedTags.length > 0;
  // Local tables change before the first wait, so nothing that is out of date is read in between.
  const sent = isNeeded ? sendInvalidations(effects) : undefined;
  effects.closed = true;
  return sent;
}
