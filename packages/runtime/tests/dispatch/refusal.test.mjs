// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unauthorized } from '@callgate/runtime/navigation';
import { createServerFunctionHandler, Refusal } from '@callgate/runtime/server';
import { z } from 'zod';
import { ids, load, loads, manifest } from '../support/compiled-module.mjs';
import { plainWords, specialWords } from '../support/gadgets.mjs';
import { ReactBrowser } from '../support/react.mjs';
import { codeOf, overBoth } from '../support/transports.mjs';

const GADGETS = [
  ...specialWords,
  ...plainWords,
  '%E2%80%A8',
  '..%2f',
  `${ids.add}#add`,
  `${ids.add}#`,
  `${ids.add}%23`,
  `${ids.add}/`,
  `${ids.add}/${ids.add}`,
  ids.add.toUpperCase().replace('1', 'A'),
  ids.add.slice(1),
  `0${ids.add}`,
];

overBoth('what is not under the base is left to others', {}, async (transport) => {
  for (const path of [
    '/',
    '/_callgate',
    '/_callgatex/1',
    '/posts',
    `//_callgate/${ids.add}`,
    `/x/_callgate/${ids.add}`,
  ]) {
    for (const method of ['GET', 'POST']) {
      assert.equal(await transport.fetch(path, { method }), null, path);
    }
  }
  assert.deepEqual(transport.events, []);
});

overBoth('the base can be another path', { base: '/app/rpc/' }, async (transport) => {
  const { origin } = transport;
  const init = { method: 'POST', body: '[1,2]', headers: { origin } };
  assert.equal((await transport.fetch(`/app/rpc/${ids.add}`, init))?.status, 200);
  assert.equal(await transport.fetch(`/_callgate/${ids.add}`, init), null);
});

overBoth('only POST calls', {}, async (transport) => {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'QUERY', 'PROPFIND']) {
    const response = await transport.fetch(`/_callgate/${ids.add}`, { method });
    assert.equal(response?.status, 405, method);
    assert.equal(response.headers.get('allow'), 'POST');
  }
});

overBoth('an id is forty lower-case hexadecimal digits', {}, async (transport) => {
  loads.length = 0;
  for (const gadget of [...GADGETS, 'a'.repeat(10_000)]) {
    const response = await transport.fetch(`/_callgate/${gadget}`, {
      method: 'POST',
      body: '[]',
      headers: { origin: transport.origin },
    });
    // A fragment is no part of a request's path, so what stands before a `#` is what was asked for.
    const asked = gadget.split('#')[0];
    if (asked === ids.add) assert.equal(response?.status, 200);
    else assert.equal(response?.status, 400, gadget);
  }
  assert.deepEqual(new Set(loads), new Set(['compiled-module.mjs']));
});

overBoth('an unknown id is another deployment, and loads nothing', {}, async (transport) => {
  loads.length = 0;
  const response = await transport.call('f'.repeat(40), '[]');
  assert.equal(response.status, 409);
  assert.equal(response.headers.get('callgate-unavailable'), '1');
  assert.equal(await codeOf(response), 'unavailable');
  assert.deepEqual(loads, []);
});

overBoth('only the content types of a call are read', {}, async (transport) => {
  for (const type of [
    'application/json',
    'application/x-www-form-urlencoded',
    'text/html',
    'text/plainx',
    '',
    'multipart/mixed',
    'multipart/form-data-x',
    ', text/plain',
  ]) {
    const response = await transport.call(ids.add, '[1,2]', { headers: { 'content-type': type } });
    assert.equal(response.status, 415, type);
  }
  for (const type of ['text/plain', 'TEXT/PLAIN ; charset=UTF-8', 'text/plain;charset=utf-8']) {
    assert.equal(
      (await transport.call(ids.add, '[1,2]', { headers: { 'content-type': type } })).status,
      200,
      type,
    );
  }
});

overBoth('arguments must be a list that React can decode', {}, async (transport) => {
  const wrong = [
    '',
    '{',
    '{}',
    '"text"',
    'null',
    '1',
    '{"length":1}',
    '"$1"',
    '"$h1"',
    '"$undefined"',
    '"$@1"',
    '["$Q1"]',
    `["$n${'9'.repeat(400)}"]`,
    '["$1:__proto__"]',
    '\u{feff}[',
  ];
  for (const body of wrong) {
    const response = await transport.call(ids.echo, body);
    assert.equal(response.status, 400, body);
    assert.equal(await codeOf(response), 'arguments', body);
  }
});

overBoth(
  'there are no more arguments than the limit',
  { limits: { arguments: 3 } },
  async (transport) => {
    assert.equal((await transport.call(ids.echo, '[1,2,3]')).status, 200);
    assert.equal((await transport.call(ids.echo, '[1,2,3,4]')).status, 400);
  },
);

overBoth('a server reference is no argument', {}, async (transport) => {
  const reference = ReactBrowser.createServerReference(ids.fail, () => {});
  for (const args of [[reference], [{ deep: [reference] }], [Promise.resolve(reference)]]) {
    const response = await transport.call(ids.echo, await ReactBrowser.encodeReply(args));
    const refused = response.status === 400;
    // A reference inside a promise is refused where it is awaited; here, by the encoder of the result.
    assert.ok(refused || /^.*E\{/m.test(await response.text()), String(response.status));
  }
  const bound = new FormData();
  bound.append('0', '["$h1"]');
  bound.append('1', JSON.stringify({ id: ids.echo, bound: '$@2' }));
  bound.append('2', '["x"]');
  assert.equal((await transport.call(ids.echo, bound)).status, 400);
  for (const name of [
    '__proto__',
    'constructor',
    `${ids.echo}#echo`,
    `${ids.echo}#*`,
    'child_process#exec',
  ]) {
    const form = new FormData();
    form.append('0', '["$h1"]');
    form.append('1', JSON.stringify({ id: name, bound: null }));
    assert.equal((await transport.call(ids.echo, form)).status, 400, name);
  }
});

overBoth('keys of objects are only data', {}, async (transport) => {
  for (const gadget of GADGETS) {
    const body = `[{${JSON.stringify(gadget)}:{"polluted":true}}]`;
    const response = await transport.call(ids.echo, body);
    assert.ok(response.status === 200 || response.status === 400, gadget);
    await response.text();
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  }
});

overBoth('a form that does not end, or is none, is refused', {}, async (transport) => {
  const head = { 'content-type': 'multipart/form-data; boundary=b' };
  const bodies = [
    '',
    '--b',
    '--b\r\ncontent-disposition: form-data; name="0"\r\n\r\n[1,',
    'x'.repeat(100),
  ];
  for (const body of bodies) {
    const response = await transport.call(ids.echo, body, { headers: head });
    assert.equal(response.status, 400, body);
    await response.text();
  }
  const noBoundary = { 'content-type': 'multipart/form-data' };
  assert.equal((await transport.call(ids.echo, '--b--', { headers: noBoundary })).status, 400);
});

overBoth('text that is not UTF-8 is refused', {}, async (transport) => {
  const body = /** @type {any} */ (new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]));
  const response = await transport.call(ids.echo, body, {
    headers: { 'content-type': 'text/plain' },
  });
  assert.equal(response.status, 400);
  assert.equal(await codeOf(response), 'body');
});

overBoth('sealed captures that do not open are refused alike', {}, async (transport) => {
  const bodies = [
    '[]',
    '[1,2]',
    '[null,2]',
    '["",2]',
    '["AAAA",2]',
    `["${'A'.repeat(100)}",2]`,
    '[{},2]',
  ];
  const answers = new Set();
  for (const body of bodies) {
    const response = await transport.call(ids.multiply, body);
    answers.add(`${response.status} ${await response.text()} ${[...response.headers.keys()]}`);
  }
  assert.equal(answers.size, 1);
  assert.match([...answers].join(), /^400 sealed /);
});

overBoth('what the manifest names must be a server function of that id', {}, async (transport) => {
  for (const id of [ids.unregistered, ids.missing, ids.inherited, ids.broken]) {
    const response = await transport.call(id, '[]');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /reached|module/);
  }
  for (const event of transport.events) {
    assert.ok(event.type === 'error' && event.stage === 'load');
    assert.match(String(event.error), /must come from one build/);
  }
});

overBoth(
  'every answer that refuses is a small document that nobody stores',
  {},
  async (transport) => {
    for (const id of ['x', 'f'.repeat(40), ids.fail, ids.multiply]) {
      const response = await transport.call(id, '[]');
      assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(await response.text(), response.headers.get('callgate-error'));
    }
  },
);

/** @type {Record<string, import('@callgate/runtime/server').OnEvent>} */
const failingListeners = {
  throws() {
    throw new Error('full disk');
  },
  // The runner fails a test that leaves a rejection to nobody.
  rejects: async () => {
    throw new Error('full disk');
  },
};

for (const [fails, onEvent] of Object.entries(failingListeners)) {
  test(`a listener that ${fails} changes no answer`, async () => {
    const handler = createServerFunctionHandler({ manifest, load, onEvent });
    const url = `http://app.test/_callgate/${ids.add}`;
    assert.equal((await handler(new Request(url)))?.status, 405);
    const init = { method: 'POST', body: '[1,2]', headers: { origin: 'http://app.test' } };
    assert.equal((await handler(new Request(url, init)))?.status, 200);
  });
}

/**
 * One request that is wrong in every way, and what is put right, one thing after the other: the stage
 * and the status that it gets to.
 *
 * @type {[stage: string, status: number, change: { method?: string, id?: string, type?: string, origin?: string, user?: string, body?: string | Uint8Array<ArrayBuffer> }][]}
 */
const steps = [
  ['request', 405, {}],
  ['request', 400, { method: 'POST' }],
  ['request', 415, { id: 'f'.repeat(40) }],
  ['origin', 403, { type: 'text/plain' }],
  ['function', 409, { origin: 'own' }],
  ['content-length', 413, { id: ids.missing }],
  ['middleware', 401, { body: new Uint8Array([0xff]) }],
  ['body', 400, { user: 'ada' }],
  ['decode', 400, { body: '{' }],
  ['arguments', 400, { body: '["1"]' }],
  ['load', 500, { body: '[1]' }],
  ['run', 500, { id: ids.fail }],
  ['encode', 200, { id: ids.echo }],
];
const schema = z.tuple([z.number()]);

overBoth(
  'stages come in order: each refusal hides what only later stages would see',
  {
    limits: { body: 10 },
    middleware: [({ request }, next) => (request.headers.has('x-user') ? next() : unauthorized())],
    functions: { 'compiled-module.mjs': { schema } },
  },
  async (transport) => {
    loads.length = 0;
    /** @type {{ method: string, id: string, type: string, origin: string, user?: string, body: string | Uint8Array<ArrayBuffer> }} */
    const wrong = {
      method: 'PUT',
      id: 'x',
      type: 'a/b',
      origin: 'http://evil.test',
      body: 'x'.repeat(20),
    };
    for (const [stage, status, change] of steps) {
      const { method, id, type, origin, user, body } = Object.assign(wrong, change);
      transport.events.length = 0;
      const response = await transport.fetch(`/_callgate/${id}`, {
        method,
        body,
        headers: {
          'content-type': type,
          'content-length': String(body.length),
          origin: origin === 'own' ? transport.origin : origin,
          ...(user !== undefined && { 'x-user': user }),
        },
      });
      await response?.text();
      assert.equal(response?.status, status, stage);
      const event = /** @type {any} */ (transport.events.at(-1));
      assert.equal(event.stage, stage);
      const isRead = steps.findIndex(([name]) => name === stage) > 7;
      assert.equal(event.bytes > 0, isRead, `${stage} has read ${event.bytes} bytes`);
      const isLoaded = ['load', 'run', 'encode'].includes(stage);
      assert.equal(loads.length > 0, isLoaded, `${stage} has loaded ${loads}`);
    }
  },
);

test('what is refused before its body is read leaves the body unread', async () => {
  const handler = createServerFunctionHandler({ manifest, load, limits: { body: 10 } });
  for (const [status, id, headers] of /** @type {[number, string, Record<string, string>][]} */ ([
    [400, 'x', {}],
    [415, ids.add, { 'content-type': 'a/b' }],
    [403, ids.add, { origin: 'http://evil.test' }],
    [409, 'f'.repeat(40), { origin: 'http://app.test' }],
    [413, ids.add, { origin: 'http://app.test', 'content-length': '20' }],
  ])) {
    const init = { method: 'POST', body: 'x'.repeat(20), headers };
    const request = new Request(`http://app.test/_callgate/${id}`, init);
    assert.equal((await handler(request))?.status, status);
    assert.equal(request.bodyUsed, false, String(status));
  }
});

overBoth(
  'arguments that take too long to decode are refused',
  { limits: { decode: 1e-9 } },
  async (transport) => {
    const form = new FormData();
    form.append('0', '["$B1"]');
    form.append('1', new Blob(['x']));
    for (const body of ['[1]', form]) {
      transport.events.length = 0;
      const response = await transport.call(ids.echo, body);
      assert.equal(response.status, 400);
      assert.equal(await codeOf(response), 'arguments');
      const [event] = transport.events;
      assert.ok(event?.type === 'refused');
      assert.match(event.reason, /took too long/);
    }
  },
);

test('wrong options are named', () => {
  /** @type {[any, RegExp][]} */
  const wrong = [
    [{ manifest: undefined }, /`manifest`/],
    [{ manifest: { version: 2, functions: {} } }, /`manifest`/],
    [
      { manifest: { version: 1, functions: { x: manifest.functions[ids.add] } } },
      /malformed id "x"/,
    ],
    [{ manifest: { version: 1, functions: { [ids.add]: {} } } }, /where the function/],
    [{ load: undefined }, /`load`/],
    [{ base: 'callgate' }, /`base`/],
    [{ base: '/a/../b' }, /`base`/],
    [{ base: '//host' }, /`base`/],
    [{ base: '/a?b' }, /`base`/],
    [{ origins: ['https://a.test/'] }, /`origins`/],
    [{ origins: ['null'] }, /`origins`/],
    [{ allowedOrigins: ['*'] }, /`allowedOrigins`/],
    [{ limits: { body: 0 } }, /`limits.body`/],
    [{ limits: { body: '1mb' } }, /`limits.body`/],
    [{ limits: { bodies: 1 } }, /`limits.bodies`.* streamChunks/],
    [{ limits: { execution: Infinity } }, /`limits.execution` must not be more than 2147483647/],
    [{ limits: { bodyTotal: 2 ** 31 } }, /`limits.bodyTotal`/],
    [{ limits: { depth: 1001 } }, /`limits.depth` must not be more than 1000/],
    [{ limits: null }, /`limits` .* must be an object/],
    [{ origin: ['https://a.test'] }, /no option `origin`. Its options are .* origins/],
    [{ origins: 'https://a.test' }, /`origins` .* must be a list/],
    [{ trustProxy: 'true' }, /`trustProxy` .* must be true or false/],
    [{ allowNonBrowserClients: 1 }, /`allowNonBrowserClients` .* must be true or false/],
    [{ middleware: () => {} }, /`middleware` .* must be a list/],
    [{ manifest: { version: 1 } }, /`manifest` has no `functions`/],
    [{ manifest: { version: 1, functions: { [ids.add]: null } } }, /where the function/],
    [{ build: 5 }, /`build` .* must be a text/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => createServerFunctionHandler({ manifest, load, ...options }), message);
  }
  /** @type {any} */
  const none = undefined;
  assert.throws(() => createServerFunctionHandler(none), /takes an object of options/);
  assert.throws(() => new Refusal(/** @type {any} */ ('nope'), ''), /"nope" is no code/);
});

test('the table of functions is a copy: later changes of the manifest change nothing', async () => {
  const functions = { ...manifest.functions };
  const handler = createServerFunctionHandler({ manifest: { version: 1, functions }, load });
  delete functions[ids.add];
  Object.setPrototypeOf(functions, { [ids.missing]: {} });
  const init = { method: 'POST', body: '[1,2]', headers: { origin: 'http://app.test' } };
  const response = await handler(new Request(`http://app.test/_callgate/${ids.add}`, init));
  assert.equal(response?.status, 200);
});
