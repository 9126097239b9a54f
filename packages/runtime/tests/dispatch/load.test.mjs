// @ts-check
// 200 clients at once, good ones, malformed ones, slow ones and ones that go away: no wrong answer, and
// nothing is left behind. CALLGATE_LOAD_SECONDS makes it longer.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/compiled-module.mjs';
import { countHandles, heapGrowth } from '../support/handles.mjs';
import '../support/react.mjs';
import '../support/sealing-key.mjs';
import { listen, patient } from '../support/transports.mjs';
import { until } from '../support/until.mjs';

const seconds = Number(process.env['CALLGATE_LOAD_SECONDS'] ?? 3);

test('200 clients, mixed', { timeout: seconds * 1000 + 600_000 }, async (t) => {
  const before = countHandles();
  const handler = createServerFunctionHandler({
    manifest,
    load,
    onEvent() {},
    // The slow ones are slower still on a machine that is busy, and must not be given up.
    limits: patient,
  });
  const server = createServer(toNodeListener(handler));
  const origin = await listen(server);
  const agent = new Agent({ keepAlive: true });
  /** @type {number[]} */
  const times = [];
  let answers = 0;

  /** @param {string} id @param {(request: import('node:http').ClientRequest) => unknown} write @param {number} length @returns {Promise<[number, string]>} */
  const send = async (id, write, length) => {
    const headers = { origin, 'content-type': 'text/plain', 'content-length': length };
    const request = httpRequest(`${origin}/_callgate/${id}`, { method: 'POST', agent, headers });
    // An answer may come before all of a slow body is sent.
    const answered = once(request, 'response');
    await write(request);
    const [response] = await answered;
    let body = '';
    for await (const chunk of response) body += chunk;
    answers += 1;
    return [response.statusCode, body];
  };

  /** What the clients do. @type {((index: number) => Promise<void>)[]} */
  const behaviours = [
    async (index) => {
      const text = `[${index},1]`;
      const start = performance.now();
      const [status, body] = await send(ids.add, (request) => request.end(text), text.length);
      times.push(performance.now() - start);
      assert.equal(status, 200);
      // Development builds of React write further rows around it.
      assert.match(body, new RegExp(`^\\d+:${index + 1}$`, 'm'));
    },
    async (index) => {
      const text = `["${index}"]`;
      const [status, body] = await send(ids.echo, (request) => request.end(text), text.length);
      assert.equal(status, 200);
      assert.ok(body.includes(text), body);
    },
    async () => {
      const [status] = await send(ids.echo, (request) => request.end('["$0:a"]'), 8);
      assert.equal(status, 400);
    },
    async () => {
      const [status] = await send(ids.fail, (request) => request.end('[]'), 2);
      assert.equal(status, 500);
    },
    async () => {
      const slow = async (/** @type {import('node:http').ClientRequest} */ request) => {
        for (const character of '[1,2]') {
          request.write(character);
          await sleep(20);
        }
        request.end();
      };
      const [status] = await send(ids.add, slow, 5);
      assert.equal(status, 200);
    },
    async (index) => {
      const headers = { origin, 'content-type': 'text/plain', 'content-length': 8 };
      const request = httpRequest(`${origin}/_callgate/${ids.count}`, { method: 'POST', headers });
      request.on('error', () => {});
      request.write('[10000');
      if (index % 2 === 0) request.end('0]');
      await sleep(20);
      request.destroy();
    },
  ];

  const run = async (/** @type {number} */ duration) => {
    const end = Date.now() + duration;
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        for (let count = index; Date.now() < end; count += 1) {
          await behaviours[count % behaviours.length]?.(count);
        }
      }),
    );
  };

  await run(1000);
  times.length = 0;
  answers = 0;
  const rounds = 5;
  const grown = await heapGrowth(rounds, () => run((seconds * 1000) / rounds));
  times.sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
  t.diagnostic(
    `${answers} answers in ${seconds} s, p99 ${p99.toFixed(1)} ms, heap ${grown} bytes more`,
  );
  assert.ok(grown < 5_000_000, `the heap has grown by ${grown} bytes`);

  agent.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await until(() => countHandles() <= before);
});
