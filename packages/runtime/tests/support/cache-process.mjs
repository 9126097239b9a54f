// @ts-check
// One server of tests/redis/processes.test.mjs: it reads and changes a value in a file, the app's
// database, and caches what it reads. The answers tell what the cache has told its log.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import {
  cached,
  configureCache,
  createMemoryCacheStore,
  revalidatePath,
  revalidateTag,
  updateTag,
} from '@callgate/runtime/cache';
import { createRedisCacheStore, createRedisTagStore } from '@callgate/runtime/redis';
import { act, render } from './cache.mjs';
import { openClient } from './redis.mjs';
import { listen } from './transports.mjs';

const [redis = '', database = '', place] = process.argv.slice(2);

const client = await openClient(redis);
// A Redis that ends closes its connections, which is noticed at once.
const quick = { client, timeout: 60_000, cooldown: 50 };
const tags = createRedisTagStore({ ...quick, retryInterval: 50 });
/** @type {string[]} */
const errors = [];
configureCache({
  tags,
  entries: place === 'redis' ? createRedisCacheStore(quick) : createMemoryCacheStore(),
  version: 'test',
  onError: (error) => void errors.push(String(error)),
});

let runs = 0;
const read = cached(
  async () => {
    runs += 1;
    return readFile(database, 'utf8');
  },
  { key: 'value', tags: ['value'] },
);

const invalidate = /** @type {Record<string, () => void>} */ ({
  '/update': () => updateTag('value'),
  '/path': () => revalidatePath('/posts/1'),
  '/stale': () => revalidateTag('value', 'max'),
});

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://app.test');
  const change = async () => {
    // As a database: whoever reads meanwhile gets the old value or the new one.
    const draft = `${database}.${process.pid}`;
    await writeFile(draft, searchParams.get('value') ?? '');
    await rename(draft, database);
    invalidate[pathname]?.();
  };
  try {
    if (pathname === '/ready') {
      await tags.refreshTags();
      response.end(JSON.stringify({ value: '', runs, pending: tags.pending, errors: [] }));
      return;
    }
    const value = pathname === '/read' ? await render(read) : (await act(change, read)).rendered;
    const { pending } = tags;
    response.end(JSON.stringify({ value, runs, pending, errors: errors.splice(0) }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

process.send?.({ origin: await listen(server) });
