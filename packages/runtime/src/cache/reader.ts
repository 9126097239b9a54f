import { currentRequestContext, type RequestContext } from '../context/request-context.ts';
import { currentCacheScope } from './cache-scope.ts';
import type { CacheConfiguration } from './configuration.ts';
import { ownExpiredTags } from './invalidations.ts';
import { pageTags } from './path-tags.ts';

/** For whom the cache is read, as far as it decides what can be served. */
export interface Reader {
  /** Tags that everything has which is read for this page. */
  readonly pageTags: readonly string[];
  /** Tags that this action has expired, and of which the store does not know yet. */
  readonly expiredTags: ReadonlySet<string>;
  /** Whether it is known what other servers have invalidated, so that the cache may be read. */
  readonly isKnown: boolean;
  /** Whether stale data may be served: what is kept for others must not be made of it. */
  readonly takesStale: boolean;
  /** Keeps the process alive for a renewal. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

const REFRESHED = Symbol('refreshed');
const NONE: ReadonlySet<string> = new Set();
const knownPageTags = new WeakMap<RequestContext, readonly string[]>();

/**
 * For whom the running code reads: the request that it belongs to, or, in a cached function, the one
 * that needed it, of which the function itself knows nothing.
 */
export async function currentReader(configuration: CacheConfiguration): Promise<Reader> {
  const scope = currentCacheScope();
  if (scope !== undefined) return scope.reader;
  const context = currentRequestContext();
  const isKnown = await refreshOnce(configuration, context);
  return {
    pageTags: context === undefined ? [] : pageTagsOf(context),
    expiredTags: context === undefined ? NONE : ownExpiredTags(context),
    isKnown,
    takesStale: true,
    waitUntil: context?.waitUntil ?? ignore,
  };
}

/** The tags of a request's page, made once. */
function pageTagsOf(context: RequestContext): readonly string[] {
  const known = knownPageTags.get(context);
  if (known !== undefined) return known;
  const tags = pageTags(context.page, context.route);
  knownPageTags.set(context, tags);
  return tags;
}

/** Finds out, once in a request, what other servers have invalidated. */
function refreshOnce(
  configuration: CacheConfiguration,
  context: RequestContext | undefined,
): Promise<boolean> {
  // Only this function keeps something under this key.
  const known = context?.memory.get(REFRESHED) as Promise<boolean> | undefined;
  if (known !== undefined) return known;
  const asked = refresh(configuration);
  context?.memory.set(REFRESHED, asked);
  return asked;
}

async function refresh({ tags, whenUnavailable, onError }: CacheConfiguration): Promise<boolean> {
  try {
    await tags.refreshTags();
    return true;
  } catch (error) {
    onError(error);
    return whenUnavailable === 'stale';
  }
}

function ignore(): void {}
