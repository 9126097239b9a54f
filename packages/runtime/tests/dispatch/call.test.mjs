// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCallServer, isServerFunctionError, setReactBinding } from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';
import {
  bindServerReference,
  createServerFunctionHandler,
  openServerReference,
  registerServerReference,
} from '@callgate/runtime/server';
import {
  composer,
  counts,
  forgetWaits,
  ids,
  load,
  manifest,
  multiplier,
  waits,
} from '../support/compiled-module.mjs';
import { binding, ReactBrowser } from '../support/react.mjs';
import { codeOf, overBoth } from '../support/transports.mjs';
import { until } from '../support/until.mjs';

setReactBinding(createClientBinding(ReactBrowser));

/** @param {import('../support/transports.mjs').Transport} transport */
function clientOf(transport) {
  return createCallServer({
    endpoint: '/_callgate',
    fetch: (path, init) =>
      /** @type {Promise<Response>} */ (
        transport.fetch(path, {
          ...init,
          headers: { ...Object.fromEntries(new Headers(init.headers)), origin: transport.origin },
        })
      ),
  });
}

/** @param {unknown} value @param {import('@callgate/runtime/client').CallServer} callServer */
async function revive(value, callServer) {
  const stream = binding.encode(value, { onError: (error) => void console.error(error) });
  return ReactBrowser.createFromReadableStream(stream, { callServer });
}

overBoth('a call runs the function and answers with its result', {}, async (transport) => {
  const response = await transport.call(ids.add, '[1,2]');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/x-component');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match(await response.text(), /^0:.*3|\n0:3/m);
  assert.deepEqual(
    transport.events.map(({ type, id }) => [type, id]),
    [['completed', ids.add]],
  );
});

overBoth('arguments and results keep their types', {}, async (transport) => {
  const file = new FormData();
  file.append('file', new Blob(['content']), 'name.txt');
  const args = [
    1n,
    new Date(5),
    new Map([[1, new Set(['x'])]]),
    undefined,
    Number.NaN,
    new Uint8Array([1]),
    'ü😀',
  ];
  const callServer = clientOf(transport);
  assert.deepEqual(await callServer(ids.echo, args), args);
  const [form] = /** @type {[FormData]} */ (await callServer(ids.echo, [file]));
  assert.equal(await /** @type {File} */ (form.get('file')).text(), 'content');
});

overBoth('a reference with captures is called through its entry', {}, async (transport) => {
  const callServer = clientOf(transport);
  const multiply = await revive(multiplier(6), callServer);
  assert.equal(await multiply(7), 42);
  assert.equal(await (await revive(multiplier(2).bind(null, 5), callServer))(), 10);
});

overBoth('a captured reference is called, returned, and called again', {}, async (transport) => {
  const callServer = clientOf(transport);
  const compose = await revive(composer(multiplier(3)), callServer);
  const { result, f } = await compose(5);
  assert.equal(result, 15);
  assert.equal(await f(10), 30);
});

overBoth('a generator is streamed as part of the call', {}, async (transport) => {
  const seen = [];
  const items = await clientOf(transport)(ids.count, [3]);
  for await (const item of /** @type {AsyncIterable<unknown>} */ (items)) seen.push(item);
  assert.deepEqual(
    seen,
    [1, 2, 3].map((n) => ({ n, id: ids.count })),
  );
});

const stepsId = 'a'.repeat(40);
const collectId = 'b'.repeat(40);
const captures = [{ name: 'to', paths: null }];

/** @param {[number]} captures @param {[]} args */
function hoistedSteps([to], ...args) {
  return (async function* () {
    for (let n = 1; n <= to; n += 1) yield n;
  })(...args);
}

/** @param {() => AsyncIterable<number>} items */
async function collect(items) {
  const all = [];
  for await (const item of items()) all.push(item);
  return all;
}

overBoth(
  'a generator among the arguments is one, though its entry answers with a promise',
  {
    manifest: {
      version: 1,
      functions: {
        [stepsId]: { module: 'steps.mjs', export: 'entry', name: 'steps', captures },
        [collectId]: { module: 'steps.mjs', export: 'collect', name: 'collect', captures: [] },
      },
    },
    load: async () => ({
      entry: openServerReference(hoistedSteps, stepsId, 'to'),
      collect: registerServerReference(collect, collectId),
    }),
    functions: { 'steps.mjs#collect': { accept: { references: true } } },
  },
  async (transport) => {
    const callServer = clientOf(transport);
    const options = { name: 'steps', length: 0, signature: 'to' };
    const steps = bindServerReference(hoistedSteps, stepsId, () => [2], options);
    assert.deepEqual(await callServer(collectId, [await revive(steps, callServer)]), [1, 2]);
  },
);

overBoth('a generator ends when its reader goes away', {}, async (transport) => {
  const response = await transport.call(ids.count, '[100000]');
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (let read = 0; read < 3; read += 1) await reader.read();
  await reader.cancel();
  await until(() => counts.at(-1)?.ended === true);
  assert.ok(/** @type {{ yielded: number }} */ (counts.at(-1)).yielded < 100_000);
});

overBoth('a call has a context of its own', { context: { user: 'ada' } }, async (transport) => {
  const callServer = clientOf(transport);
  const calls = Array.from({ length: 20 }, () => callServer(ids.describeCall, []));
  for (const call of /** @type {any[]} */ (await Promise.all(calls))) {
    assert.equal(call.id, ids.describeCall);
    assert.equal(call.same, true);
    assert.equal(call.method, 'POST');
    assert.deepEqual(call.context, { user: 'ada' });
  }
});

overBoth('what a function throws stays in the log', {}, async (transport) => {
  const response = await transport.call(ids.fail, '[]');
  assert.equal(response.status, 500);
  const text = await response.text();
  assert.doesNotMatch(text, /secret|Error|at /);
  const digest = response.headers.get('callgate-digest') ?? '';
  const [event] = transport.events;
  assert.ok(event?.type === 'error');
  assert.equal(event.digest, digest);
  assert.match(digest, /^[0-9a-f]{16}$/);
  assert.match(String(event.error), /the secret reason/);
  assert.equal(event.stage, 'run');
  await assert.rejects(
    clientOf(transport)(ids.fail, []),
    (failure) =>
      isServerFunctionError(failure) &&
      failure.status === 500 &&
      failure.code === 'internal' &&
      failure.digest !== undefined,
  );
});

overBoth(
  'what rejects after the answer has started is reported with its digest',
  {},
  async (transport) => {
    const result = /** @type {{ late: Promise<never> }} */ (
      await clientOf(transport)(ids.failLate, [])
    );
    const failure = await Promise.resolve(result.late).catch((error) => error);
    const event = transport.events.find(({ type }) => type === 'late-error');
    assert.ok(event?.type === 'late-error');
    assert.equal(event.digest, failure.digest);
    assert.equal(event.stage, 'encode');
  },
);

overBoth(
  'a function that takes too long is answered for',
  { limits: { execution: 50 } },
  async (transport) => {
    forgetWaits();
    const response = await transport.call(ids.wait, '[]');
    assert.equal(response.status, 504);
    assert.equal(response.headers.get('callgate-error'), 'execution');
    assert.equal(waits.aborted.length, 1);
  },
);

overBoth('a function learns that the client is gone', {}, async (transport) => {
  forgetWaits();
  const controller = new AbortController();
  const response = transport.call(ids.wait, '[]', { signal: controller.signal });
  await until(() => waits.started === 1);
  controller.abort();
  if (transport.name === 'node') await assert.rejects(response);
  else assert.equal((await response).status, 400);
  await until(() => waits.aborted.length === 1);
  await until(() =>
    transport.events.some((event) => event.type === 'refused' && event.code === 'aborted'),
  );
});

test('a function whose client is gone before it starts is not called', async () => {
  forgetWaits();
  const controller = new AbortController();
  const handler = createServerFunctionHandler({
    manifest,
    load(module) {
      controller.abort();
      return load(module);
    },
    onEvent() {},
  });
  const init = {
    method: 'POST',
    body: '[]',
    headers: { origin: 'http://app.test' },
    signal: controller.signal,
  };
  const response = await handler(new Request(`http://app.test/_callgate/${ids.wait}`, init));
  assert.equal(await codeOf(response), 'aborted');
  assert.equal(waits.started, 0);
});

overBoth('a thousand calls at once do not mix', {}, async (transport) => {
  const callServer = clientOf(transport);
  const sums = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => callServer(ids.add, [n, 1])),
  );
  assert.deepEqual(
    sums,
    Array.from({ length: 1000 }, (_, n) => n + 1),
  );
});
