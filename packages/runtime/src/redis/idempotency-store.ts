import type { IdempotencyStore, KeptAnswer } from '../middleware/idempotency-store.ts';
import { fromBase64Url, toBase64Url } from '../sealing/base64url.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createScript } from './script.ts';

/** Options of `createRedisIdempotencyStore`. */
export interface RedisIdempotencyStoreOptions extends ConnectionOptions {
  /** @default 'callgate' */
  readonly prefix?: string;
}

// Does something to an attempt only while it is still the one that holds the key.
//
// `KEYS`: the attempt. `ARGV`: what stands there while it runs, and, to keep an answer, the answer
// and its lifetime in milliseconds.
const END_SCRIPT = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if #ARGV == 1 then return redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`;

/**
 * Remembers calls in Redis or Valkey, for several servers. A Redis that loses its data forgets which
 * calls were made: give it a copy on disk (`appendonly yes`), and no eviction.
 */
export function createRedisIdempotencyStore(
  options: RedisIdempotencyStoreOptions,
): IdempotencyStore {
  const { prefix = 'callgate' } = options;
  const connection = createConnection(options);
  const end = createScript(connection, END_SCRIPT);
  const nameOf = (key: string): string => `${prefix}:call:${key}`;
  return {
    async claim(key, token, lock) {
      const command = ['SET', nameOf(key), `running:${token}`, 'NX', 'GET', 'PX', Math.ceil(lock)];
      const found = await connection.send(command);
      if (found === null || found === undefined) return 'claimed';
      return parseAttempt(String(found), token);
    },
    async keep(key, token, answer, lifetime) {
      const rest = [formatAnswer(answer), Math.ceil(lifetime)];
      await end.run([nameOf(key)], [`running:${token}`, ...rest]);
    },
    async release(key, token) {
      await end.run([nameOf(key)], [`running:${token}`]);
    },
  };
}

function parseAttempt(text: string, token: string): 'claimed' | 'running' | KeptAnswer {
  // One's own claim: the first command had reached Redis, and its answer was lost.
  if (text === `running:${token}`) return 'claimed';
  if (text.startsWith('running:')) return 'running';
  // Written by `formatAnswer`, under a key that nothing else writes to.
  const { status, headers, body, digest } = JSON.parse(text) as {
    status: number;
    headers: [string, string][];
    body: string | null;
    digest?: string;
  };
  return { status, headers, body: body === null ? null : (fromBase64Url(body) ?? null), digest };
}

function formatAnswer(answer: KeptAnswer): string {
  const { body } = answer;
  return JSON.stringify({ ...answer, body: body === null ? null : toBase64Url(body) });
}
