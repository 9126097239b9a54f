export { createRedisCacheStore, type RedisCacheStoreOptions } from './redis/cache-store.ts';
export {
  type ConnectionOptions,
  type IoRedisClient,
  isRedisUnavailable,
  type NodeRedisClient,
  type RedisClient,
  type RedisUnavailableError,
} from './redis/connection.ts';
export {
  createRedisTagStore,
  type RedisTagStore,
  type RedisTagStoreOptions,
} from './redis/tag-store.ts';
export {
  createRedisIdempotencyStore,
  type RedisIdempotencyStoreOptions,
} from './redis/idempotency-store.ts';
export {
  createRedisRateLimitStore,
  type RedisRateLimitStoreOptions,
} from './redis/rate-limit-store.ts';
