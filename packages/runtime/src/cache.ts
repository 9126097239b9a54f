export { cacheLife } from './cache/cache-life.ts';
export { cached, type CachedOptions } from './cache/cached.ts';
export { type CacheOptions, configureCache } from './cache/configuration.ts';
export {
  createMemoryCacheStore,
  type MemoryCacheStore,
  type MemoryCacheStoreOptions,
} from './cache/memory-cache-store.ts';
export { createMemoryTagStore, type MemoryTagStoreOptions } from './cache/memory-tag-store.ts';
export type { CacheProfile } from './cache/profiles.ts';
export { refresh, revalidatePath, revalidateTag, updateTag } from './cache/revalidate.ts';
export type { CacheEntry, CacheStore, TagExpiration, TagStore } from './cache/stores.ts';
export { cacheTag } from './cache/tags.ts';
export { unstable_cache } from './cache/unstable-cache.ts';
