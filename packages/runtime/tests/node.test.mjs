// @ts-check
import './support/react.mjs';
import './support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { connect as connect2, createServer as createServer2 } from 'node:http2';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadSealingKeys, toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler, registerServerReference } from '@callgate/runtime/server';
import { openCaptures } from '../dist/sealing/open-captures.js';
import { capture, ID, sealedText, SIGNATURE } from './support/captured.mjs';
import { ids, load, manifest } from './support/compiled-module.mjs';
import { listen } from './support/transports.mjs';

const handler = createServerFunctionHandler({ manifest, load, limits: { body: 1000 } });

/** @param {import('node:http').RequestListener} listener @param {(origin: string) => Promise<void>} body */
async function withServer(listener, body) {
  const server = createServer(listener);
  try {
    await body(await listen(server));
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

test('what is not a call goes on to the next listener, with its body', async () => {
  const listener = toNodeListener(handler);
  await withServer(
    (message, answer) =>
      listener(message, answer, () => {
        message.pipe(answer);
      }),
    async (origin) => {
      const response = await fetch(`${origin}/posts`, {
        method: 'POST',
        body: 'x'.repeat(200_000),
      });
      assert.equal((await response.text()).length, 200_000);
    },
  );
});

test('a failure of the host goes to the next listener as an error', async () => {
  const listener = toNodeListener(handler, {
    context() {
      throw new Error('no session store');
    },
  });
  await withServer(
    (message, answer) => listener(message, answer, (error) => answer.end(String(error))),
    async (origin) => assert.match(await (await fetch(origin)).text(), /no session store/),
  );
});

test('a context that is a promise is handed on, and its failure waits for whoever asks', async () => {
  /** @type {unknown} */
  let given;
  const own = createServerFunctionHandler({
    manifest,
    load,
    onEvent() {},
    middleware: [
      async ({ context }, next) => {
        given = context;
        return next();
      },
    ],
  });
  // The runner fails a test that leaves a rejection to nobody.
  const context = async () => Promise.reject(new Error('no session store'));
  await withServer(toNodeListener(own, { context }), async (origin) => {
    assert.equal((await fetch(`${origin}/_callgate/${ids.add}`)).status, 405);
    const init = { method: 'POST', body: '[1,2]', headers: { origin } };
    assert.equal((await fetch(`${origin}/_callgate/${ids.add}`, init)).status, 200);
    await assert.rejects(async () => given, /no session store/);
  });
});

test('a connection is used for the next call', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set();
  await withServer(toNodeListener(handler), async (origin) => {
    for (let call = 0; call < 3; call += 1) {
      const request = httpRequest(`${origin}/_callgate/${ids.add}`, {
        method: 'POST',
        agent,
        headers: { origin, 'content-type': 'text/plain' },
      });
      request.end('[1,2]');
      const [response] = await once(request, 'response');
      ports.add(response.socket.localPort);
      assert.equal(response.statusCode, 200);
      response.resume();
      await once(response, 'end');
    }
  });
  agent.destroy();
  assert.equal(ports.size, 1);
});

test('a refused body is not waited for: the connection is closed after the answer', async () => {
  await withServer(toNodeListener(handler), async (origin) => {
    const { port, host } = new URL(origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /_callgate/${ids.echo} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n` +
        'content-type: text/plain\r\ncontent-length: 100000000\r\n\r\n["',
    );
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    await once(socket, 'close');
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /connection: close/i);
  });
});

test('malformed hosts and targets are answered, and reach nothing', async () => {
  await withServer(toNodeListener(handler), async (origin) => {
    const { port } = new URL(origin);
    const lines = [
      ['POST', `/_callgate/${ids.add}`, 'a/b'],
      ['POST', `/_callgate/${ids.add}`, 'user@host'],
      ['POST', `/_callgate/${ids.add}`, 'host:port'],
      ['POST', `/_callgate/${ids.add}`, 'app.test:99999'],
      ['POST', `/_callgate/${ids.add}`, '1.2.3.4.5'],
      ['POST', `/_callgate/${ids.add}`, '[1:2:3]'],
      ['POST', `http://other.test/_callgate/${ids.add}`, 'app.test'],
      ['OPTIONS', '*', 'app.test'],
    ];
    for (const [method, target, host] of lines) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\nsec-fetch-site: same-origin\r\n` +
          'connection: close\r\n\r\n',
      );
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk));
      await once(socket, 'close');
      assert.match(answer, /^HTTP\/1\.1 404 /, `${method} ${target} ${host}`);
    }
  });
});

test('cookies that the handler sets arrive one by one', async () => {
  const withCookies = toNodeListener(async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2, c'],
      ['x-other', 'y'],
    ]);
    return new Response('body', { status: 201, headers });
  });
  await withServer(withCookies, async (origin) => {
    const response = await fetch(origin);
    assert.equal(response.status, 201);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2, c']);
    assert.equal(response.headers.get('x-other'), 'y');
    assert.equal(await response.text(), 'body');
  });
});

test('a large result is sent at the speed of its reader', async () => {
  const size = 50 * 1024 * 1024;
  let produced = 0;
  const large = toNodeListener(
    async () =>
      new Response(
        new ReadableStream(
          {
            pull(controller) {
              if (produced >= size) return controller.close();
              produced += 65_536;
              controller.enqueue(new Uint8Array(65_536));
            },
          },
          { highWaterMark: 0 },
        ),
      ),
  );
  await withServer(large, async (origin) => {
    const response = await fetch(origin);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok(produced < size, 'the server waits for the reader');
    let read = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      read += next.value.length;
    }
    assert.ok(read > size - 200_000);
  });
});

test('results of all sizes arrive whole, the small ones with their length', async () => {
  const id = 'e'.repeat(40);
  /** @param {number} count @param {boolean} isLate */
  const make = async (count, isLate) => {
    const list = Array.from({ length: count }, (_, n) => `${'x'.repeat(1000)}${n}`);
    return isLate ? { list: new Promise((resolve) => setTimeout(() => resolve(list), 1)) } : list;
  };
  const own = createServerFunctionHandler({
    manifest: {
      version: 1,
      functions: { [id]: { module: 'm', export: 'make', name: 'make', captures: [] } },
    },
    load: () => ({ make: registerServerReference(make, id) }),
  });
  await withServer(toNodeListener(own), async (origin) => {
    for (const count of [0, 1, 10, 100, 10_000]) {
      for (const isLate of [false, true]) {
        const response = await fetch(`${origin}/_callgate/${id}`, {
          method: 'POST',
          headers: { origin },
          body: JSON.stringify([count, isLate]),
        });
        const text = await response.text();
        assert.ok(text.includes(count === 0 ? '[]' : `x${count - 1}"`), `${count} ${isLate}`);
        const length = response.headers.get('content-length');
        // Development builds of React write more, and some of it later.
        const isWhole = count <= 10 && !isLate && process.env['NODE_ENV'] === 'production';
        if (isWhole) assert.equal(Number(length), Buffer.byteLength(text));
        if (count > 100 || isLate) assert.equal(length, null);
      }
    }
  });
});

test('an answer that breaks off breaks the connection', async () => {
  const breaking = toNodeListener(
    async () =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            controller.enqueue(new Uint8Array(10));
            await new Promise((resolve) => setTimeout(resolve, 10));
            controller.error(new Error('the source failed'));
          },
        }),
      ),
  );
  await withServer(breaking, async (origin) => {
    await assert.rejects(async () => (await fetch(origin)).text());
  });
});

test('HTTP/2 works through the compatibility layer', async () => {
  const server = createServer2(/** @type {any} */ (toNodeListener(handler)));
  const origin = await listen(/** @type {any} */ (server));
  const session = connect2(origin);
  const stream = session.request({
    ':method': 'POST',
    ':path': `/_callgate/${ids.add}`,
    origin,
    'content-type': 'text/plain',
  });
  stream.end('[1,2]');
  const [headers] = await once(stream, 'response');
  assert.equal(headers[':status'], 200);
  let body = '';
  for await (const chunk of stream) body += chunk;
  assert.match(body, /3/);
  session.close();
  server.close();
  await once(server, 'close');
});

/** @param {Record<string, string>} variables @param {() => Promise<void>} body */
async function withEnvironment(variables, body) {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await body();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

test('keys come from the environment, the current one first', async () => {
  const [first, second] = ['a', 'b'].map((letter) => Buffer.alloc(32, letter).toString('base64'));
  await withEnvironment({ TEST_KEYS: `${first}, ${second}` }, () =>
    loadSealingKeys({ variable: 'TEST_KEYS' }),
  );
  const sealed = await sealedText(capture(1));
  await withEnvironment({ TEST_KEYS: String(first) }, () =>
    loadSealingKeys({ variable: 'TEST_KEYS' }),
  );
  assert.deepEqual(await openCaptures(sealed, ID, SIGNATURE), [1]);
  await withEnvironment({ TEST_KEYS: 'short' }, () =>
    assert.rejects(loadSealingKeys({ variable: 'TEST_KEYS' }), /`keys\[0\]`/),
  );
});

test('production does not start without a key', async () => {
  await withEnvironment({ NODE_ENV: 'production', TEST_KEYS: ' ' }, () =>
    assert.rejects(
      loadSealingKeys({ variable: 'TEST_KEYS' }),
      /In production, TEST_KEYS must hold the key/,
    ),
  );
});

test('development makes one key and keeps it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callgate-'));
  const options = { variable: 'TEST_KEYS', cacheFolder: join(folder, 'cache') };
  const file = join(options.cacheFolder, 'sealing-key');
  await withEnvironment({ NODE_ENV: 'development' }, async () => {
    await Promise.all(Array.from({ length: 20 }, () => loadSealingKeys(options)));
    assert.deepEqual(await readdir(options.cacheFolder), ['sealing-key']);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const key = await readFile(file, 'utf8');
    assert.equal(Buffer.from(key, 'base64').length, 32);
    await loadSealingKeys(options);
    assert.equal(await readFile(file, 'utf8'), key);
  });
  await rm(folder, { recursive: true });
});
