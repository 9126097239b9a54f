// @ts-check
// The advisories against React's reply decoder and Next's dispatcher since December 2025, by class: one
// generator for each way of attack, whatever the payload was. Nothing of it may reach the app or end in
// a 5xx, and what it costs must grow no faster than its size, with every version of React.
//
// CVE-2025-55182, 55183, 55184, 67779, CVE-2026-23864, 23869, 23870, 64641, and what came after them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerFunctionHandler, setReactBinding } from '@callgate/runtime/server';
import { ids, load, manifest, reached, reset } from '../support/actions-module.mjs';
import { measure } from '../support/cpu-time.mjs';
import { binding } from '../support/react.mjs';
import { bindingOf, floors } from '../support/react-floors.mjs';

/** @typedef {string | [string, string | Blob][]} Body */

/** @param {string} unit @param {number} size @param {string} [before] @param {string} [after] */
function list(unit, size, before = '[', after = ']') {
  const count = Math.max(1, Math.floor((size - before.length - after.length) / (unit.length + 1)));
  return `${before}${Array(count).fill(unit).join(',')}${after}`;
}

/** @param {number} count @param {(index: number) => [string, string | Blob]} make */
const parts = (count, make) => Array.from({ length: count }, (_, index) => make(index));

const id = String(ids.echo);

/** What must be refused, whatever its size. @type {Record<string, Body[]>} */
const refused = {
  // Look-ups that a prototype answers: code execution, and the source of functions.
  'prototype chains': [
    '["$0:__proto__:constructor"]',
    '["$0:constructor:constructor"]',
    [
      ['0', '"$1:__proto__:then"'],
      ['1', '{"a":1}'],
    ],
    [
      ['0', '["$1:length","$1:map"]'],
      ['1', '[]'],
    ],
    [
      ['0', '["$Q1","$0:0:__proto__:get"]'],
      ['1', '[]'],
    ],
    [
      ['0', '["$h1"]'],
      ['1', `{"id":"${id}#constructor","bound":null}`],
    ],
    [
      ['0', '["$h1"]'],
      ['1', '{"id":"child_process#execSync","bound":"$@2"}'],
      ['2', '["id"]'],
    ],
    [
      ['0', '["$h1"]'],
      ['1', `{"id":"${id}","bound":null}`],
    ],
    [
      ['0', '["$h1"]'],
      ['1', '{"id":"toString","bound":null}'],
    ],
  ],
  // Objects that pass for promises, chunks, references or elements.
  'duck types': [
    '{"then":"$0:0"}',
    '[{"then":1}]',
    '[{"status":"resolved_model","reason":0,"_response":{"_prefix":"x"}}]',
    [
      ['0', '"$@1"'],
      ['1', '{"then":"$1:__proto__:then","status":"resolved_model","_response":{}}'],
    ],
    '[{"$$typeof":"$Sreact.element","type":"script"}]',
    '[{"toJSON":"$F1"}]',
    '[{"_formData":{"get":"$1:constructor:constructor"}}]',
    '["$Sreact.element"]',
    '["$T0"]',
    '["$L1"]',
    '["$E{}"]',
    '["$P(globalThis)"]',
  ],
  // Work without end: values that lead to themselves.
  'endless work': [
    '"$0"',
    '["$0"]',
    '"$@0"',
    '["$Q0"]',
    '["$W0"]',
    '["$i0"]',
    [
      ['0', '"$1"'],
      ['1', '"$2"'],
      ['2', '"$1"'],
    ],
    [
      ['0', '["$@1"]'],
      ['1', '"$@1"'],
    ],
    [
      ['0', '["$Q1"]'],
      ['1', '[["$Q1","$Q1"]]'],
    ],
    [
      ['0', '["$R1"]'],
      ['S1', '"$R1"'],
      ['S1', 'C'],
    ],
  ],
  // Promises and streams that nobody will ever fulfil.
  'endless waiting': [
    '["$@1"]',
    '["$R1"]',
    '["$X1"]',
    '["$r1"]',
    '["$x1"]',
    [
      ['0', '["$X1"]'],
      ['S1', '1'],
    ],
    [['1', '[]']],
    [
      ['0', '["$B1"]'],
      ['S1', 'C'],
    ],
  ],
};

for (const [name, bodies] of Object.entries(refused)) {
  for (const floor of floors) {
    test(`${name}: refused, with React ${floor.version}`, async () => {
      await withReact(floor, async (send) => {
        for (const body of bodies) {
          const { status } = await send(await prepare(body));
          const text = JSON.stringify(body).slice(0, 200);
          assert.ok(status >= 400 && status < 500, `${status} for ${text}`);
        }
        assert.deepEqual([...reached.keys()], []);
      });
    });
  }
}

/** Bodies of a size: everything that has cost more than linear time, and what might. @type {Record<string, (size: number) => Body>} */
const growing = {
  'empty arrays': (size) => list('[]', size),
  'empty objects': (size) => list('{}', size),
  'arrays in objects': (size) => list('{"a":[]}', size),
  'nested arrays': (size) => list(`${'['.repeat(60)}${']'.repeat(60)}`, size),
  'one nest': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'unclosed nest': (size) => '['.repeat(size),
  'nested objects': (size) => list(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, size),
  numbers: (size) => list('1', size),
  'long numbers': (size) => `[${'1'.repeat(size)}]`,
  'empty texts': (size) => list('""', size),
  'one text': (size) => `["${'x'.repeat(size)}"]`,
  'escaped quotes': (size) => `["${'\\"'.repeat(size / 2)}"]`,
  backslashes: (size) => `["${'\\\\'.repeat(size / 2)}"]`,
  'unclosed text': (size) => `["${'\\"'.repeat(size / 2)}`,
  dollars: (size) => list('"$$"', size),
  'BigInts of 300 digits': (size) => list(`"$n${'9'.repeat(300)}"`, size),
  'one BigInt': (size) => `["$n${'9'.repeat(size)}"]`,
  dates: (size) => list('"$D2020-01-01T00:00:00.000Z"', size),
  'one date': (size) => `["$D${' '.repeat(size)}"]`,
  undefined: (size) => list('"$undefined"', size),
  'keys of one object': (size) =>
    `[{${parts(size / 12, (index) => [`k${index}`, '']).map(([key]) => `"${key}":1`)}}]`,
  'keys of many objects': (size) =>
    list(`{${parts(9000, (index) => [`k${index}`, '']).map(([key]) => `"${key}":1`)}}`, size),
  'keys that are numbers': (size) =>
    list(
      `{${parts(9000, (index) => [`${4e9 - index * 97}`, '']).map(([key]) => `"${key}":1`)}}`,
      size,
    ),
  'undefined members': (size) =>
    list(
      `{${parts(9000, (index) => [`k${index}`, '']).map(([key]) => `"${key}":"$undefined"`)}}`,
      size,
    ),
  'references to one object': (size) => list('"$0:0"', size, '[{},', ']'),
  'references to a long array': (size) =>
    `[[${list('1', size / 2, '', '')}],${list('"$0:0"', size / 2, '[')}]`,
  'references to a long text': (size) => [
    ['0', list('"$1"', size / 2)],
    ['1', `["${'x'.repeat(size / 2)}"]`],
  ],
  'doubling references': (size) => [
    ['0', '["$1"]'],
    ...parts(Math.min(900, size / 40), (index) => [
      String(index + 1),
      `["$${(index + 2).toString(16)}","$${(index + 2).toString(16)}"]`,
    ]),
    [String(Math.floor(Math.min(900, size / 40)) + 1), '[]'],
  ],
  'a chain of parts': (size) => [
    ...parts(Math.min(999, size / 40), (index) => [
      String(index),
      `["$${(index + 1).toString(16)}"]`,
    ]),
    [String(Math.floor(Math.min(999, size / 40))), '[]'],
  ],
  'a chain of promises': (size) => [
    ...parts(Math.min(999, size / 40), (index) => [
      String(index),
      `["$@${(index + 1).toString(16)}"]`,
    ]),
    [String(Math.floor(Math.min(999, size / 40))), '[]'],
  ],
  'long paths': (size) => list(`"$0${':0'.repeat(100)}"`, size),
  'one long path': (size) => `[[],"$0${':0'.repeat(size / 2)}"]`,
  maps: (size) => [
    ['0', list('"$Q1"', size / 2)],
    ['1', list('[1,1]', size / 2)],
  ],
  'small parts': (size) => [['0', '[]'], ...parts(size / 80, (index) => [String(index + 1), '1'])],
  'fields of one form': (size) => [
    ['0', '["$K1"]'],
    ...parts(Math.min(999, size / 80), (index) => [`_1_${index}`, 'x']),
  ],
  'one form many times': (size) => [
    ['0', list('"$K1"', size / 2)],
    ...parts(900, (index) => [`_1_${index}`, 'x']),
  ],
  'forms in the wrong order': (size) => [
    ['0', list('"$K2"', size / 2)],
    ...parts(900, (index) => [`_1_${index}`, 'x']),
  ],
  'chunks of a stream': (size) => [
    ['0', '["$X1"]'],
    ...parts(Math.min(9990, size / 80), () => ['S1', '1']),
    ['S1', 'C'],
  ],
  'chunks that refer': (size) => [
    ['0', '["$X1",{}]'],
    ...parts(Math.min(9990, size / 80), () => ['S1', '"$0:1"']),
    ['S1', 'C'],
  ],
  // Within the limit of references, or the number of them alone would be refused.
  'a stream many times': (size) => [
    ['0', list('"$X1"', Math.min(90_000, size / 2), '[[', ']]')],
    ...parts(Math.min(9990, size / 160), () => ['S1', '1']),
    ['S1', 'C'],
  ],
  'a stream many times in the chunks of another': (size) => [
    ['0', '["$X1"]'],
    ...parts(Math.min(4990, size / 160), () => ['S1', '"$X2"']),
    ['S1', 'C'],
    ...parts(Math.min(4990, size / 160), () => ['S2', '1']),
    ['S2', 'C'],
  ],
  'a form many times, within the limit': (size) => [
    ['0', list('"$K1"', Math.min(90_000, size / 2), '[[', ']]')],
    ...parts(900, (index) => [`_1_${index}`, 'x']),
  ],
  'streams in chunks': (size) => [
    ['0', '["$X1"]'],
    ...parts(Math.min(900, size / 100), (index) => [
      `S${index + 1}`,
      `"$X${(index + 2).toString(16)}"`,
    ]),
  ],
  blobs: (size) => [
    ['0', list('"$B1"', size / 2)],
    ['1', new Blob(['x'.repeat(size / 2)])],
  ],
  'typed arrays': (size) => [
    ['0', list('"$o1"', size / 2)],
    ['1', new Blob(['x'.repeat(size / 2)])],
  ],
  'long names': (size) => [
    ['0', '[]'],
    ['9'.repeat(size), 'x'],
  ],
  'no JSON at all': (size) => 'x'.repeat(size),
};

// Development builds of React write down stacks; what counts is what runs in production.
const isProduction = process.env['NODE_ENV'] === 'production';
const ALLOWED = isProduction ? 100 : 400;

/** What the same may take on a slower machine: so many times what JavaScript needs to read it. */
const ALLOWED_TIMES = isProduction ? 10 : 40;

for (const floor of floors) {
  test(
    `1 MB of anything is answered at once, with React ${floor.version}`,
    { timeout: 900_000 },
    async () => {
      await withReact(floor, async (send) => {
        const text = String(growing['keys of one object']?.(1_000_000));
        const read = async () => JSON.parse(text);
        for (const [name, make] of Object.entries(growing)) {
          const half = await prepare(make(500_000));
          const whole = await prepare(make(1_000_000));
          const { status } = await send(whole);
          assert.ok(status < 500, `${status} for ${name}`);
          const { good, least } = await measure(
            { read, part: () => send(half), full: () => send(whole) },
            ({ read: reading, part, full }) =>
              full < Math.max(ALLOWED, ALLOWED_TIMES * reading) &&
              (full < 10 || full < 4 * part + 5),
          );
          assert.ok(good, `${name}, in ms: ${JSON.stringify(least)}`);
        }
      });
    },
  );
}

test('1 MB of anything takes little memory', async () => {
  await withReact(null, async (send) => {
    for (const [name, make] of Object.entries(growing)) {
      const body = await prepare(make(1_000_000));
      const before = process.memoryUsage();
      await send(body);
      const after = process.memoryUsage();
      const taken = after.heapUsed + after.external - before.heapUsed - before.external;
      assert.ok(taken < 150_000_000, `${name}: ${taken} bytes`);
    }
  });
});

/**
 * @param {import('../support/react-floors.mjs').Floor | null} floor `null`: the React of the tests.
 * @param {(send: (body: Prepared) => Promise<{ status: number }>) => Promise<void>} run
 */
async function withReact(floor, run) {
  if (floor !== null) setReactBinding(bindingOf(floor));
  const handler = createServerFunctionHandler({
    manifest,
    // The body's limit is above all of the bodies, so that the others are what is measured.
    limits: { body: 2_500_000 },
    load,
    onEvent() {},
    middleware: [],
  });
  reset();
  try {
    await run(async (body) => {
      const url = `http://app.test/_callgate/${ids.hang}`;
      const controller = new AbortController();
      const request = new Request(url, {
        method: 'POST',
        body: body.bytes,
        headers: { origin: 'http://app.test', 'content-type': body.type },
        signal: controller.signal,
      });
      // What is accepted is not waited for: the function that is called never returns.
      const timer = setInterval(() => reached.size > 0 && controller.abort(), 1);
      const response = await handler(request);
      clearInterval(timer);
      const accepted = reached.size > 0;
      reset();
      return { status: accepted ? 200 : (response?.status ?? 500) };
    });
  } finally {
    setReactBinding(binding);
  }
}

/** @typedef {{ bytes: Uint8Array<ArrayBuffer>, type: string }} Prepared */

/** What travels: to make it is the client's work. @param {Body} body @returns {Promise<Prepared>} */
async function prepare(body) {
  const request = new Response(typeof body === 'string' ? body : formOf(body));
  const type = request.headers.get('content-type') ?? '';
  return { bytes: new Uint8Array(await request.arrayBuffer()), type };
}

/** @param {[string, string | Blob][]} entries */
function formOf(entries) {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}
