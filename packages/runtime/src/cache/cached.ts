import { checkOptions, type OptionKinds } from '../check-options.ts';
import { currentCacheScope } from './cache-scope.ts';
import { cacheConfiguration } from './configuration.ts';
import { decodeResult } from './entry-codec.ts';
import { entryKey } from './entry-key.ts';
import type { CachedFunction } from './make-entry.ts';
import { readEntry } from './read-entry.ts';
import type { CacheEntry } from './stores.ts';
import { toStoredTag } from './tags.ts';

/** Options of `cached`. */
export interface CachedOptions {
  /** Tags that every result has. `cacheTag` gives further ones to one result. */
  readonly tags?: readonly string[];
  /**
   * Seconds after which a result is made anew, in the background: whoever asks then is served the
   * old one. `false`: only when a tag says so.
   *
   * @default false
   */
  readonly revalidate?: number | false;
  /**
   * Seconds after which a result is not served at all.
   *
   * @default Infinity
   */
  readonly expire?: number;
  /**
   * What the function is called in a store that processes share. Two functions must not have one
   * key, nor one function with different captured values. Without a key its results stay in the
   * memory of this process, where no name is needed to tell functions apart.
   */
  readonly key?: string;
}

// Functions without a key are told apart by a number, which means nothing to another process.
let unnamed = 0;

const CACHED_OPTIONS: OptionKinds<CachedOptions> = {
  tags: 'a list',
  revalidate: 'anything',
  expire: 'a number',
  key: 'a text',
};

/**
 * Makes a function whose results are kept and served again for the same arguments.
 *
 * ```ts
 * export const getPosts = cached((author: string) => db.posts({ author }), { tags: ['posts'] });
 * ```
 *
 * The function runs outside of the request: `cookies()`, `headers()` and who is calling must be
 * passed as arguments, because the result is for every request with the same ones. Arguments are
 * texts, numbers, dates, lists and plain objects; results are whatever React can serialise. What it
 * throws is not kept.
 */
export function cached<A extends readonly unknown[], R>(
  fn: (...args: A) => R,
  options: CachedOptions = {},
): (...args: A) => Promise<Awaited<R>> {
  const { key } = options;
  const described = describe(fn, options);
  unnamed += 1;
  const name = key === undefined ? `#${unnamed}` : `=${key}`;
  return async (...args: A): Promise<Awaited<R>> => {
    const configuration = cacheConfiguration();
    const entry = await readEntry({
      fn: described,
      args,
      key: await entryKey(configuration.version, name, args, described.name),
      entries: key === undefined ? configuration.local : configuration.entries,
      configuration,
    });
    passOn(entry);
    // What `fn` returned, encoded and decoded.
    return (await decodeResult(entry.value)) as Awaited<R>;
  };
}

function describe<A extends readonly unknown[]>(
  fn: (...args: A) => unknown,
  options: CachedOptions,
): CachedFunction {
  if (typeof fn !== 'function') throw new TypeError('`cached` takes a function.');
  checkOptions('cached', options, CACHED_OPTIONS);
  const { key, tags = [], revalidate = false, expire = Infinity } = options;
  if (key === '') throw new TypeError('`key` must not be empty.');
  for (const [option, seconds] of Object.entries({ revalidate, expire })) {
    if (seconds !== false && !(typeof seconds === 'number' && seconds > 0)) {
      throw new TypeError(`\`${option}\` must be a positive number of seconds.`);
    }
  }
  if (Number(revalidate) > expire) {
    throw new TypeError('`expire` must not come before `revalidate`.');
  }
  return {
    name: key ?? (fn.name || 'anonymous'),
    // `cached` calls it with the arguments it was called with itself.
    run: fn as unknown as CachedFunction['run'],
    tags: tags.map(toStoredTag),
    revalidate: revalidate === false ? Infinity : revalidate,
    expire,
  };
}

/**
 * What a cached function reads from the cache makes it out of date, too: by its tags, and when its
 * time is up, of which a part has passed.
 */
function passOn({ tags, pageRevision, time, revalidate, expire }: CacheEntry): void {
  const scope = currentCacheScope();
  if (scope === undefined) return;
  for (const tag of tags) scope.tags.add(tag);
  const age = (Date.now() - time) / 1000;
  scope.pageRevision = Math.min(scope.pageRevision, pageRevision);
  scope.revalidate = Math.min(scope.revalidate, revalidate - age);
  scope.expire = Math.min(scope.expire, expire - age);
}
