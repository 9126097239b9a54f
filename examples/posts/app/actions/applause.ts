'use server';

import { refresh, revalidateTag, updateTag } from '@callgate/runtime/cache';

import { applaud, APPLAUSE_TAG } from '../../lib/applause.ts';

/** Applauds; what is cached is expired, so that the page that follows shows it. */
export async function applaudAndUpdate(): Promise<void> {
  await applaud();
  updateTag(APPLAUSE_TAG);
}

/**
 * Applauds; what is cached is stale, and the page that follows may show it once more. Which is no
 * reason to read the page again: that is asked for by itself.
 */
export async function applaudAndRevalidate(): Promise<void> {
  await applaud();
  revalidateTag(APPLAUSE_TAG, 'max');
  refresh();
}
