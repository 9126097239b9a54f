import type { RateLimitStore } from '../middleware/rate-limit-store.ts';
import { decide } from '../middleware/rate-window.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createScript } from './script.ts';

/** Options of `createRedisRateLimitStore`. */
export interface RedisRateLimitStoreOptions extends ConnectionOptions {
  /** @default 'callgate' */
  readonly prefix?: string;
}

// The counts of one caller, as `advance` and `decide` have them, in one step and by one clock.
//
// `KEYS`: the counts. `ARGV`: limit, window in milliseconds, 1 for a sliding window.
// Gives the time, and the counts before this call.
const TAKE_SCRIPT = `
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local index = math.floor(now / window)
local counts = redis.call('HMGET', KEYS[1], 'index', 'current', 'previous')
local last = tonumber(counts[1] or '-2')
local current, previous = 0, 0
if last >= index then
  current, previous = tonumber(counts[2]), tonumber(counts[3])
  if last == index + 1 then index = last end
elseif last == index - 1 then
  previous = tonumber(counts[2])
end
local used = current
if ARGV[3] == '1' then
  used = used + previous * math.min(1, ((index + 1) * window - now) / window)
end
if used + 1 <= limit then
  redis.call('HSET', KEYS[1], 'index', string.format('%.0f', index), 'current', current + 1, 'previous', previous)
  redis.call('PEXPIRE', KEYS[1], window * 2)
end
return { string.format('%.0f', now), string.format('%.0f', index), tostring(current), tostring(previous) }
`;

/** Counts calls in Redis or Valkey, for servers that share their limits. */
export function createRedisRateLimitStore(options: RedisRateLimitStoreOptions): RateLimitStore {
  const { prefix = 'callgate' } = options;
  const script = createScript(createConnection(options), TAKE_SCRIPT);
  return {
    async take(key, policy) {
      const { algorithm, limit, window } = policy;
      const reply = await script.run(
        [`${prefix}:rate:${algorithm}:${window}:${key}`],
        [limit, window, algorithm === 'sliding' ? 1 : 0],
      );
      if (!Array.isArray(reply)) throw new TypeError('Redis gave something else than counts.');
      const [now = 0, index = 0, current = 0, previous = 0] = reply.map(Number);
      return decide({ index, current, previous }, now, policy);
    },
  };
}
