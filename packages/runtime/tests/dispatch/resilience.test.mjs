// @ts-check
// Slow and broken clients, a loaded server, a dying one: nothing leaks, everything is answered or cut.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fork } from 'node:child_process';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { toNodeListener } from '@callgate/runtime/node';
import { counts, forgetWaits, ids, load, manifest, waits } from '../support/compiled-module.mjs';
import { countHandles, heapGrowth } from '../support/handles.mjs';
import '../support/react.mjs';
import '../support/sealing-key.mjs';
import { listen, patient } from '../support/transports.mjs';
import { until } from '../support/until.mjs';

/** @typedef {import('@callgate/runtime/server').DispatchEvent} DispatchEvent */

/**
 * @typedef {object} App
 * @property {string} origin
 * @property {number} port
 * @property {DispatchEvent[]} events
 * @property {{ connections: number, bodies: number }} reached How many connections came in, and, with `counting`, how many calls got as far as their bodies.
 */

/**
 * @param {Partial<import('@callgate/runtime/server').HandlerOptions> & { counting?: boolean }} options
 * @param {(app: App) => Promise<void>} run
 */
async function withServer({ counting = false, ...options }, run) {
  /** @type {DispatchEvent[]} */
  const events = [];
  const reached = { connections: 0, bodies: 0 };
  /** @type {import('@callgate/runtime/server').Middleware} */
  const count = (_, next) => {
    reached.bodies += 1;
    return next();
  };
  const handler = createServerFunctionHandler({
    manifest,
    load,
    onEvent: (event) => void events.push(event),
    middleware: counting ? [count] : [],
    ...options,
    limits: { ...patient, ...options.limits },
  });
  const server = createServer(toNodeListener(handler));
  server.on('connection', () => (reached.connections += 1));
  const origin = await listen(server);
  try {
    await run({ origin, port: Number(new URL(origin).port), events, reached });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

/** For how long a test may wait: far more than it takes on a machine that is busy. */
const limit = { timeout: 300_000 };

/** @param {string} origin @param {string} id @param {number} length @param {string} [connection] */
const head = (origin, id, length, connection = 'keep-alive') =>
  `POST /_callgate/${id} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\norigin: ${origin}\r\n` +
  `connection: ${connection}\r\ncontent-type: text/plain\r\ncontent-length: ${length}\r\n\r\n`;

/**
 * Where a client may go away: what it sends before, how many have got there, and which code their
 * refusals have.
 *
 * @type {[where: string, sent: (origin: string) => string, reached: (app: App) => number, code: string][]}
 */
const stages = [
  [
    'in the head',
    () => `POST /_callgate/${ids.wait} HTTP/1.1\r\nhost:`,
    ({ reached }) => reached.connections,
    '',
  ],
  [
    'before the body',
    (origin) => head(origin, ids.wait, 2),
    ({ reached }) => reached.bodies,
    'body',
  ],
  [
    'in the body',
    (origin) => `${head(origin, ids.wait, 2)}[`,
    ({ reached }) => reached.bodies,
    'body',
  ],
  [
    'while the function runs',
    (origin) => `${head(origin, ids.wait, 2)}[]`,
    () => waits.started,
    'aborted',
  ],
  [
    'while the answer is sent',
    (origin) => `${head(origin, ids.count, 8)}[100000]`,
    () => counts.length,
    '',
  ],
];

for (const [where, sent, reached, code] of stages) {
  test(`a client that goes away ${where} leaves nothing behind`, limit, async () => {
    await withServer({ counting: code === 'body' }, async (app) => {
      const { origin, port, events } = app;
      const before = countHandles();
      forgetWaits();
      counts.length = 0;
      const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'));
      for (const socket of sockets) {
        socket.on('error', () => {});
        socket.write(sent(origin));
      }
      await until(() => reached(app) === 20);
      for (const socket of sockets) socket.destroy();
      if (code !== '') {
        await until(() => events.length === 20);
        for (const event of events) assert.ok(event.type === 'refused' && event.code === code);
      }
      if (code === 'aborted') await until(() => waits.aborted.length === 20);
      await until(() => counts.every(({ ended }) => ended));
      await until(() => countHandles() <= before);
    });
  });
}

test('a client that never sends its body, or one byte a time, is given up', limit, async () => {
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

test('a body without end costs no more than its limit', limit, async () => {
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

test('1,000 calls at once keep their contexts and leave nothing', limit, async (t) => {
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
    const handlesBefore = countHandles();
    await round();
    const grown = await heapGrowth(5, async () => {
      await round();
      events.length = 0;
    });
    t.diagnostic(`the heap has grown by ${grown} bytes`);
    assert.ok(grown < 1000 * 1000, `the heap has grown by ${grown} bytes`);
    agent.destroy();
    await until(() => countHandles() <= handlesBefore);
  });
});

test('a busy event loop delays answers and loses none', limit, async () => {
  const limits = { bodyIdle: 200, bodyTotal: 400 };
  await withServer({ limits, counting: true }, async ({ origin, port, reached }) => {
    const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'));
    const answers = sockets.map((socket) => text(socket));
    for (const socket of sockets) socket.write(head(origin, ids.add, 5, 'close'));
    await until(() => reached.bodies === 20);
    // The bodies are there before the clocks run out, and nobody can look at them.
    for (const socket of sockets) socket.write('[1,2]');
    const end = performance.now() + 600;
    while (performance.now() < end);
    for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 200 /);
  });
});

test('a server that is killed breaks its calls, and the next one serves', limit, async (t) => {
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
  const running = assert.rejects(first.send(ids.wait, '[]'));
  const streaming = assert.rejects((await first.send(ids.count, '[100000]')).text());
  first.kill();
  await Promise.all([running, streaming]);
  const second = await start();
  const response = await second.send(ids.add, '[1,2]');
  assert.equal(response.status, 200);
  await response.text();
});
