// @ts-check
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startRedis } from '../support/redis.mjs';
import { until } from '../support/until.mjs';

/** @typedef {{ value: string, runs: number, pending: number, errors: string[] }} Answer */

/**
 * Starts a Redis and three servers that share it and a database.
 *
 * @param {import('node:test').TestContext} t
 * @param {'memory' | 'redis'} place where entries are kept
 */
async function startServers(t, place) {
  const redis = await startRedis(t);
  const directory = await mkdtemp(join(tmpdir(), 'callgate-cache-'));
  const database = join(directory, 'value');
  await writeFile(database, 'old');
  const program = new URL('../support/cache-process.mjs', import.meta.url);
  const children = Array.from({ length: 3 }, () => fork(program, [redis.path, database, place]));
  t.after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });
  const servers = await Promise.all(
    children.map(async (child) => {
      const [{ origin }] = await once(child, 'message');
      /** @param {string} path @returns {Promise<Answer>} */
      return async (path) => {
        const response = await fetch(`${origin}${path}`);
        assert.equal(response.status, 200, await response.clone().text());
        return /** @type {Promise<Answer>} */ (response.json());
      };
    }),
  );
  /** @param {string} path */
  const all = async (path) => Promise.all(servers.map((server) => server(path)));
  /** @param {number} n @param {string} path */
  const ask = async (n, path) => {
    const server = servers[n % servers.length];
    assert.ok(server);
    return server(path);
  };
  /** Waits until every server uses Redis again, and has passed on what it had to. */
  const ready = () =>
    until(async () => {
      const answers = await all('/ready').catch(() => undefined);
      return answers?.every(({ pending }) => pending === 0) === true;
    });
  return { redis, servers, ask, all, ready, stored: () => readFile(database, 'utf8') };
}

/** @param {Answer[]} answers */
const valuesOf = (answers) => answers.map(({ value }) => value);

for (const place of /** @type {const} */ (['memory', 'redis'])) {
  test(`entries in ${place}: an invalidation in one server is seen by the next request of the others`, async (t) => {
    const { ask, all } = await startServers(t, place);
    assert.deepEqual(valuesOf(await all('/read')), ['old', 'old', 'old']);
    const runs = (await all('/read')).map((answer) => answer.runs);
    assert.deepEqual(runs, place === 'memory' ? [1, 1, 1] : runs, 'it is served from the cache');
    for (const [n, kind] of ['update', 'path', 'update', 'path'].entries()) {
      const { value } = await ask(n, `/${kind}?value=v${n}`);
      assert.equal(value, `v${n}`, 'the action reads its own write');
      assert.deepEqual(valuesOf(await all('/read')), [`v${n}`, `v${n}`, `v${n}`]);
    }
  });

  test(`entries in ${place}: stale-while-revalidate ends with the new value everywhere`, async (t) => {
    const { ask, all } = await startServers(t, place);
    await all('/read');
    assert.equal((await ask(0, '/stale?value=new')).value, 'old');
    await until(async () => valuesOf(await all('/read')).every((value) => value === 'new'));
  });

  test(`entries in ${place}: while Redis is down, servers read the database, and say why`, async (t) => {
    const { redis, ask, all, ready } = await startServers(t, place);
    await all('/read');
    await redis.kill();
    const answers = await all('/read');
    assert.deepEqual(valuesOf(answers), ['old', 'old', 'old']);
    for (const { errors } of answers) assert.match(errors.join(), /Redis cannot be used/);
    const changed = await ask(0, '/update?value=new');
    assert.equal(changed.value, 'new', 'the mutation is made');
    assert.equal(changed.pending, 1, 'and its invalidation is kept');
    assert.equal((await ask(1, '/read')).value, 'new', 'the others do not serve what is old');
    await redis.start();
    await ready();
    assert.deepEqual(valuesOf(await all('/read')), ['new', 'new', 'new']);
    assert.equal((await ask(0, '/read')).pending, 0);
    await ask(1, '/update?value=newer');
    assert.deepEqual(valuesOf(await all('/read')), ['newer', 'newer', 'newer']);
  });

  test(`entries in ${place}: under load and crashes of Redis nobody reads what was changed before`, async (t) => {
    const { redis, servers, ask, all, ready, stored } = await startServers(t, place);
    let last = 0;
    const over = new AbortController();
    let reads = 0;
    const readers = servers.map(async (server) => {
      while (!over.signal.aborted) {
        // What was written, and invalidated, before this request must be in its answer.
        const floor = last;
        const { value } = await server('/read');
        reads += 1;
        assert.ok(
          Number(value === 'old' ? 0 : value) >= floor,
          `read ${value}, and ${floor} was written before`,
        );
      }
    });
    /** Waits until so many more reads were answered. @param {number} more */
    const served = (more) => {
      const enough = reads + more;
      return Promise.race([until(() => reads >= enough), ...readers]);
    };
    const crashes = (async () => {
      for (let crash = 0; crash < 3; crash += 1) {
        await served(30);
        await redis.kill();
        await served(30);
        await redis.start();
      }
      await served(30);
    })();
    const writer = (async () => {
      for (let n = 1; !over.signal.aborted; n += 1) {
        const { value, pending } = await ask(n, `/update?value=${n}`);
        assert.equal(Number(value), n);
        // An invalidation that is still on its way may be unknown to the others.
        if (pending === 0) last = n;
      }
    })();
    await crashes;
    over.abort();
    await Promise.all([...readers, writer]);
    await ready();
    const value = await stored();
    assert.deepEqual(valuesOf(await all('/read')), [value, value, value]);
  });
}
