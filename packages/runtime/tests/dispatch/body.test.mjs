// @ts-check
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { toNodeListener } from '@callgate/runtime/node';
import { ids, load, manifest } from '../support/compiled-module.mjs';
import { codeOf, listen, overBoth } from '../support/transports.mjs';
import { until } from '../support/until.mjs';

const encoder = new TextEncoder();

/**
 * @param {AsyncIterable<string> | Iterable<string>} parts
 * @returns {ReadableStream<Uint8Array>}
 */
function streamOf(parts) {
  // TypeScript's DOM types do not have `ReadableStream.from` yet.
  return Reflect.get(ReadableStream, 'from').call(
    ReadableStream,
    (async function* () {
      for await (const part of parts) yield encoder.encode(part);
    })(),
  );
}

/** @param {AsyncIterable<string> | Iterable<string>} parts */
function streamed(parts) {
  return /** @type {RequestInit} */ ({
    body: streamOf(parts),
    duplex: 'half',
    headers: { 'content-type': 'text/plain' },
  });
}

/** @param {number} milliseconds */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

overBoth('a body of exactly the limit is read', { limits: { body: 100 } }, async (transport) => {
  const body = `["${'x'.repeat(96)}"]`;
  assert.equal((await transport.call(ids.echo, body)).status, 200);
  assert.equal((await transport.call(ids.echo, `${body} `)).status, 413);
});

overBoth('a body without a length is counted', { limits: { body: 100 } }, async (transport) => {
  const fits = await transport.call(ids.echo, '', streamed(['["', 'x'.repeat(50), 'ü"]']));
  assert.equal(fits.status, 200);
  const tooLarge = await transport.call(
    ids.echo,
    '',
    streamed(['["', 'x'.repeat(50), 'x'.repeat(50), '"]']),
  );
  assert.equal(tooLarge.status, 413);
  assert.equal(await codeOf(tooLarge), 'too-large');
});

overBoth(
  'a body without end is cut at the limit',
  { limits: { body: 10_000 } },
  async (transport) => {
    let sent = 0;
    const endless = (async function* () {
      for (;;) {
        sent += 1000;
        yield 'x'.repeat(1000);
        await sleep(0);
      }
    })();
    const outcome = await transport.call(ids.echo, '', streamed(endless)).then(
      (response) => response.status,
      // A client that does not stop sending may see the connection go before it has read the answer.
      () => 413,
    );
    assert.equal(outcome, 413);
    assert.ok(sent < 5_000_000);
    await endless.return(/** @type {never} */ (undefined));
  },
);

overBoth(
  'a body that pauses too long is given up',
  { limits: { bodyIdle: 50 } },
  async (transport) => {
    let goOn = () => {};
    const answered = new Promise((resolve) => (goOn = () => resolve(undefined)));
    const slow = (async function* () {
      yield '["';
      await answered;
      yield '"]';
    })();
    const response = await transport.call(ids.echo, '', streamed(slow));
    goOn();
    assert.equal(response.status, 408);
    assert.equal(await codeOf(response), 'timeout');
  },
);

overBoth(
  'a body that trickles is given up',
  // No pause is too long: it is the whole that is.
  { limits: { bodyIdle: 600_000, bodyTotal: 150 } },
  async (transport) => {
    const trickle = (async function* () {
      for (;;) {
        yield ' ';
        await sleep(20);
      }
    })();
    const response = await transport.call(ids.echo, '', streamed(trickle));
    assert.equal(response.status, 408);
    await trickle.return(/** @type {never} */ (undefined));
  },
);

overBoth('a body in single bytes is put together', {}, async (transport) => {
  const text = JSON.stringify([`${'x'.repeat(300)}y`]);
  const response = await transport.call(ids.echo, '', streamed(text));
  assert.equal(response.status, 200);
  assert.match(await response.text(), /x{300}y/);
});

test('a request that cannot be read is refused, not a failure of the server', async () => {
  const handler = createServerFunctionHandler({ manifest, load });
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error('reset'));
    },
  });
  for (const body of [broken, null]) {
    const request = new Request(
      `http://app.test/_callgate/${ids.echo}`,
      /** @type {RequestInit} */ ({
        method: 'POST',
        body,
        duplex: 'half',
        headers: { origin: 'http://app.test', 'content-type': 'text/plain' },
      }),
    );
    assert.equal((await handler(request))?.status, 400);
  }
});

test('a client that goes away in the middle of its body leaves nothing behind', async () => {
  /** @type {import('@callgate/runtime/server').DispatchEvent[]} */
  const events = [];
  let reading = false;
  const handler = createServerFunctionHandler({
    manifest,
    load,
    onEvent: (event) => events.push(event),
    // The last that runs before the body is read.
    middleware: [
      (_, next) => {
        reading = true;
        return next();
      },
    ],
  });
  const server = createServer(toNodeListener(handler));
  const { port, host } = new URL(await listen(server));
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /_callgate/${ids.echo} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n` +
      'content-type: text/plain\r\ncontent-length: 100\r\n\r\n["half',
  );
  await until(() => reading);
  socket.destroy();
  await until(() => events.length > 0);
  const [event] = events;
  assert.ok(event?.type === 'refused');
  assert.equal(event.code, 'body');
  server.close();
  await once(server, 'close');
});
