export { createRedisCacheStore, type RedisCacheStoreOptions } from './redis/cache-store.ts';
export {
  type ConnectionOptions,
  isRedisUnavailable,
  type RedisClient,
  type RedisUnavailableError,
} from './redis/connection.ts';
export {
  createRedisTagStore,
  type RedisTagStore,
  type RedisTagStoreOptions,
} from './redis/tag-store.ts';
