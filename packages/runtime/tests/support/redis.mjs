// @ts-check
// A real Redis server on a socket of its own: the one that REDIS_SERVER names, or that is on the path.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';

/**
 * @typedef {object} RedisServer
 * @property {string} path The socket that it listens to: a port could be taken by another test.
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} kill Ends it as a crash does.
 * @property {(signal: NodeJS.Signals) => void} signal
 * @property {() => Promise<RedisConnection>} connect A client that lives as long as the test.
 */
/** @typedef {Awaited<ReturnType<typeof openClient>>} RedisConnection */

/**
 * Starts a Redis for one test.
 *
 * @param {import('node:test').TestContext} t
 * @param {string[]} [options]
 * @returns {Promise<RedisServer>}
 */
export async function startRedis(t, options = ['--save', '', '--appendonly', 'no']) {
  const directory = await mkdtemp(join(tmpdir(), 'callgate-redis-'));
  const path = join(directory, 'socket');
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {RedisConnection[]} */
  const clients = [];
  const server = {
    path,
    async start() {
      const program = process.env.REDIS_SERVER ?? 'redis-server';
      const place = ['--port', '0', '--unixsocket', path, '--dir', directory];
      child = spawn(program, [...place, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
      await ready(child);
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    /** @param {NodeJS.Signals} signal */
    signal: (signal) => void child?.kill(signal),
    async connect() {
      const client = await openClient(path);
      clients.push(client);
      return client;
    },
  };
  t.after(async () => {
    for (const client of clients) client.destroy();
    await server.kill();
    await rm(directory, { recursive: true, force: true });
  });
  await server.start();
  return server;
}

/** @param {string} path */
export async function openClient(path) {
  const client = createClient({
    disableOfflineQueue: true,
    socket: { path, tls: false, reconnectStrategy: 50, connectTimeout: 60_000 },
  });
  // Without a listener the client would end the process; the tests see errors in what fails.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
function ready(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('redis-server has ended')));
    let log = '';
    child.stdout?.on('data', (chunk) => {
      log += chunk;
      if (/ready to accept connections/i.test(log)) resolve();
    });
  });
}
