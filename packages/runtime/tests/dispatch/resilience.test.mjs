// @ts-check
// Slow and broken clients, a loaded server, a dying one: nothing leaks, everything is answered or cut.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fork } from 'node:child_process';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { toNodeListener } from '@callgate/runtime/node';
import { aborted, ids, load, manifest } from '../support/compiled-module.mjs';
import '../support/react.mjs';
import '../support/sealing-key.mjs';
import { listen } from '../support/transports.mjs';

/** @typedef {import('@callgate/runtime/server').DispatchEvent} DispatchEvent */

/**
 * @param {Partial<import('@callgate/runtime/server').HandlerOptions>} options
 * @param {(app: { origin: string, port: number, events: DispatchEvent[] }) => Promise<void>} run
 */
async function withServer(options, run) {
  /** @type {DispatchEvent[]} */
  const events = [];
  const onEvent = (/** @type {DispatchEvent} */ event) => void events.push(event);
  const handler = createServerFunctionHandler({ manifest, load, onEvent, ...options });
  const server = createServer(toNodeListener(handler));
  const origin = await listen(server);
  try {
    await run({ origin, port: Number(new URL(origin).port), events });
    // A connection that is gone is not waited for.
    const open = await new Promise((resolve) =>
      server.getConnections((_, count) => resolve(count)),
    );
    assert.ok(Number(open) >= 0);
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

/** @param {string} origin @param {string} id @param {number} length */
const head = (origin, id, length) =>
  `POST /_callgate/${id} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\norigin: ${origin}\r\n` +
  `content-type: text/plain\r\ncontent-length: ${length}\r\n\r\n`;

/** @param {() => boolean} condition */
async function until(condition) {
  const end = Date.now() + 5000;
  while (!condition() && Date.now() < end) await sleep(5);
  assert.ok(condition());
}

/** What keeps a process alive: sockets and timers. */
const handles = () =>
  process.getActiveResourcesInfo().filter((name) => /Timeout|TCPSocket|Immediate/.test(name))
    .length;

/** Where a client may go away: what it sends before, and which events that leads to. @type {[string, (origin: string) => string, string][]} */
const stages = [
  ['in the head', () => `POST /_callgate/${ids.wait} HTTP/1.1\r\nhost:`, ''],
  ['before the body', (origin) => head(origin, ids.wait, 6), 'body'],
  ['in the body', (origin) => `${head(origin, ids.wait, 6)}[5`, 'body'],
  ['while the function runs', (origin) => `${head(origin, ids.wait, 6)}[3000]`, 'aborted'],
  ['while the answer is sent', (origin) => `${head(origin, ids.count, 8)}[100000]`, ''],
];

for (const [where, text, code] of stages) {
  test(`a client that goes away ${where} leaves nothing behind`, { timeout: 20_000 }, async () => {
    await withServer({}, async ({ origin, port, events }) => {
      const before = handles();
      aborted.length = 0;
      const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'));
      for (const socket of sockets) {
        socket.on('error', () => {});
        socket.write(text(origin));
      }
      await sleep(150);
      for (const socket of sockets) socket.destroy();
      if (code !== '') {
        await until(() => events.length === 20);
        for (const event of events) assert.ok(event.type === 'refused' && event.code === code);
      }
      if (code === 'aborted') await until(() => aborted.length === 20);
      // The timers of the functions themselves are the app's own.
      if (code !== 'aborted') await until(() => handles() <= before);
    });
  });
}

test('a client that never sends its body, or one byte a time, is given up', async () => {
  await withServer(
    { limits: { bodyIdle: 100, bodyTotal: 300 } },
    async ({ origin, port, events }) => {
      const silent = connect(port, '127.0.0.1');
      const slow = connect(port, '127.0.0.1');
      const answers = [silent, slow].map(async (socket) => {
        let answer = '';
        for await (const chunk of socket) answer += chunk;
        return answer;
      });
      silent.write(head(origin, ids.echo, 10));
      slow.write(head(origin, ids.echo, 100));
      const drip = setInterval(() => slow.write(' '), 40);
      for (const answer of await Promise.all(answers)) {
        assert.match(answer, /^HTTP\/1\.1 408 /);
        assert.match(answer, /connection: close/i);
      }
      clearInterval(drip);
      assert.ok(events.every((event) => event.type === 'refused' && event.code === 'timeout'));
    },
  );
});

test('a body without end costs no more than its limit', async () => {
  await withServer({ limits: { body: 100_000 } }, async ({ origin, port, events }) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `POST /_callgate/${ids.echo} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\norigin: ${origin}\r\n` +
        'content-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const flood = setInterval(() => socket.writable && socket.write(chunk), 1);
    // `once` of Node would take the broken connection for its own failure.
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(flood);
    const [event] = events;
    assert.ok(event?.type === 'refused' && event.code === 'too-large');
  });
});

test('1,000 calls at once keep their contexts and leave nothing', { timeout: 60_000 }, async () => {
  await withServer({}, async ({ origin, events }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    /** @param {number} index @returns {Promise<[number, string]>} */
    const call = async (index) => {
      const request = httpRequest(`${origin}/_callgate/${ids.describeCall}`, {
        method: 'POST',
        agent,
        headers: { origin, 'content-type': 'text/plain', 'user-agent': `agent ${index}` },
      });
      request.end('[]');
      const [response] = await once(request, 'response');
      let body = '';
      for await (const chunk of response) body += chunk;
      return [response.statusCode, body];
    };
    const round = async () => {
      const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => call(index)));
      for (const [index, [status, body]] of answers.entries()) {
        assert.equal(status, 200);
        assert.ok(body.includes(`"agent":"agent ${index}"`), body);
        assert.ok(body.includes('"same":true'));
      }
    };
    const handlesBefore = handles();
    await round();
    events.length = 0;
    const heapBefore = heapUsed();
    for (let count = 0; count < 3; count += 1) await round();
    events.length = 0;
    const grown = heapUsed() - heapBefore;
    // Development builds of React remember where every promise was made.
    const allowed = process.env['NODE_ENV'] === 'production' ? 20_000_000 : 100_000_000;
    assert.ok(grown < allowed, `the heap has grown by ${grown} bytes`);
    agent.destroy();
    await until(() => handles() <= handlesBefore);
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** The heap, after what is garbage is gone. */
function heapUsed() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('a busy event loop delays answers and loses none', async () => {
  await withServer({ limits: { bodyIdle: 200, bodyTotal: 400 } }, async ({ origin }) => {
    const calls = Array.from({ length: 20 }, async () => {
      const init = {
        method: 'POST',
        body: '[1,2]',
        headers: { origin, 'content-type': 'text/plain' },
      };
      const response = await fetch(`${origin}/_callgate/${ids.add}`, init);
      await response.text();
      return response.status;
    });
    const end = Date.now() + 600;
    await sleep(10);
    while (Date.now() < end);
    const statuses = new Set(await Promise.all(calls));
    // A body that is there, but was not looked at in time, may be taken for a late one.
    statuses.delete(408);
    assert.deepEqual([...statuses], [200]);
  });
});

test(
  'a server that is killed breaks its calls, and the next one serves',
  { timeout: 30_000 },
  async (t) => {
    /** @returns {Promise<{ send: (id: string, body: string) => Promise<Response>, kill: () => unknown }>} */
    const start = async () => {
      const child = fork(`${import.meta.dirname}/../support/server-process.mjs`, {
        execArgv: ['--conditions', 'react-server'],
      });
      t.after(() => child.kill('SIGKILL'));
      const [{ origin }] = await once(child, 'message');
      const headers = { origin, 'content-type': 'text/plain' };
      return {
        send: (id, body) => fetch(`${origin}/_callgate/${id}`, { method: 'POST', headers, body }),
        kill: () => child.kill('SIGKILL'),
      };
    };
    const first = await start();
    const running = assert.rejects(first.send(ids.wait, '[5000]'));
    const streaming = assert.rejects((await first.send(ids.count, '[100000]')).text());
    await sleep(100);
    first.kill();
    await Promise.all([running, streaming]);
    const second = await start();
    const response = await second.send(ids.add, '[1,2]');
    assert.equal(response.status, 200);
    await response.text();
  },
);
