import { checkOptions, type OptionKinds } from '../check-options.ts';
import { guardListener } from '../guard-listener.ts';
import { sharedState } from '../shared-state.ts';
import { createMemoryCacheStore } from './memory-cache-store.ts';
import { createMemoryTagStore } from './memory-tag-store.ts';
import { type CacheProfile, checkProfile, DEFAULT_PROFILES } from './profiles.ts';
import type { CacheStore, TagStore } from './stores.ts';

/** Options of `configureCache`. */
export interface CacheOptions {
  /**
   * Where invalidations are kept. Several servers need one that they share.
   *
   * @default the memory of this process
   */
  readonly tags?: TagStore;
  /**
   * Where results are kept.
   *
   * @default 50 MiB of the memory of this process
   */
  readonly entries?: CacheStore;
  /**
   * Names what the results of a shared store belong to, such as the build's id: an older build's
   * results are not taken for those of a newer one.
   *
   * @default ''
   */
  readonly version?: string;
  /** Profiles beside, or instead of, the built-in ones. */
  readonly profiles?: Readonly<Record<string, CacheProfile>>;
  /**
   * What a cached function does while the tag store does not answer, and nobody knows what other
   * servers have invalidated: run (`bypass`), or serve what may be stale (`stale`).
   *
   * @default 'bypass'
   */
  readonly whenUnavailable?: 'bypass' | 'stale';
  /**
   * Gets the errors of the stores, which no request fails of; of each outage the first one.
   *
   * @default they are written to the console
   */
  readonly onError?: (error: unknown) => void;
}

const CACHE_OPTIONS: OptionKinds<CacheOptions> = {
  tags: 'an object',
  entries: 'an object',
  version: 'a text',
  profiles: 'an object',
  whenUnavailable: 'a text',
  onError: 'a function',
};

/** Options that were checked. */
export interface CacheConfiguration {
  readonly tags: TagStore;
  readonly entries: CacheStore;
  /** Results of functions that no other process could find. */
  readonly local: CacheStore;
  readonly version: string;
  readonly profiles: ReadonlyMap<string, CacheProfile>;
  readonly whenUnavailable: 'bypass' | 'stale';
  readonly onError: (error: unknown) => void;
}

const state = sharedState<{ configuration: CacheConfiguration | undefined }>('cache', () => ({
  configuration: undefined,
}));

/**
 * Says where cached results and invalidations are kept. Called once, before the first request.
 *
 * @throws TypeError when a profile is malformed, or servers would share results and not what
 * invalidates them
 */
export function configureCache(options: CacheOptions): void {
  checkOptions('configureCache', options, CACHE_OPTIONS);
  const { tags, entries, version = '', whenUnavailable = 'bypass', onError = logError } = options;
  const profiles = new Map(Object.entries({ ...DEFAULT_PROFILES, ...options.profiles }));
  for (const profile of profiles.values()) checkProfile(profile);
  if (whenUnavailable !== 'bypass' && whenUnavailable !== 'stale') {
    throw new TypeError('`whenUnavailable` must be "bypass" or "stale".');
  }
  if (entries?.isShared === true && tags?.isShared !== true) {
    throw new TypeError(
      'Servers that share `entries` must share `tags`, or none learns what the others invalidate.',
    );
  }
  state.configuration = Object.freeze({
    tags: tags ?? createMemoryTagStore(),
    entries: entries ?? createMemoryCacheStore(),
    local: createMemoryCacheStore(),
    version,
    profiles,
    whenUnavailable,
    onError: guard(onError),
  });
}

/** Where cached results and invalidations are kept. */
export function cacheConfiguration(): CacheConfiguration {
  if (state.configuration === undefined) configureCache({});
  // `configureCache` has just set it.
  return state.configuration as CacheConfiguration;
}

function logError(error: unknown): void {
  console.error('[callgate] cache:', error);
}

/**
 * A log that cannot decide over an answer when it fails, and that is told of an outage once: a store
 * that is not asked again for a while gives everybody the same error.
 */
function guard(listener: (error: unknown) => void): (error: unknown) => void {
  const tell = guardListener(listener);
  let last: unknown;
  return (error) => {
    if (error === last) return;
    last = error;
    tell(error);
  };
}
