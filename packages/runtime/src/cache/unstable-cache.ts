import { cached, type CachedOptions } from './cached.ts';

/**
 * `cached` as Next's users know it.
 *
 * @param keyParts tell apart what has the same source: what the function captures. Without them the
 * results stay in the memory of this process
 */
export function unstable_cache<A extends readonly unknown[], R>(
  fn: (...args: A) => R,
  keyParts: readonly string[] = [],
  options: Omit<CachedOptions, 'key' | 'expire'> = {},
): (...args: A) => Promise<Awaited<R>> {
  if (keyParts.length === 0) return cached(fn, options);
  return cached(fn, { ...options, key: JSON.stringify([String(fn), ...keyParts]) });
}
