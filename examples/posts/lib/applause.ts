import { cached } from '@callgate/runtime/cache';

import { database } from './database.ts';

/** The tag of what depends on the applause. */
export const APPLAUSE_TAG = 'applause';

/** How often somebody has applauded, as it was when the cache was filled. */
export const readApplause: () => Promise<number> = cached(async () => database().read().applause, {
  tags: [APPLAUSE_TAG],
});

/** Applauds once more. The cache is not told. */
export function applaud(): Promise<void> {
  return database().change((data) => void (data.applause += 1));
}
