// @ts-check
// All ways in give one value: a text or a form, React's three decoders, the four versions of React, our
// reader of forms and the platform's, whatever the chunks that a body comes in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFormReader } from '../../dist/dispatch/body/form-reader.js';
import { DEFAULT_LIMITS } from '../../dist/dispatch/limits.js';
import { isRefusal } from '../../dist/refusal.js';
import { ReactBrowser } from '../support/react.mjs';
import { floors } from '../support/react-floors.mjs';
import { decodersOf } from '../support/react-decoders.mjs';
import { forgedReply } from '../support/forged-reply.mjs';
import { entriesOf, isAccepted } from '../support/reply.mjs';
import { outcomeOf } from '../support/settle.mjs';

const decoders = floors.map(({ version, server }) => ({ version, kinds: decodersOf(server) }));

/** Long enough for whatever a decoder does, and a decoder that hangs is told. */
const timeout = 600_000;

test('what React encodes, every decoder of every version gives alike', { timeout }, async () => {
  const shared = { a: [1, 'x'] };
  /** @type {unknown[][]} */
  const lists = [
    [],
    [1, 'a', null, undefined, -0, Number.NaN, 1n, new Date(5), '$', '$1', '$$'],
    [new Map([[shared, new Set([shared.a])]]), shared, [shared]],
    [new Uint8Array([1, 2]), new Float64Array([0.5]), new Blob(['x']), new ArrayBuffer(2)],
    [Promise.resolve(shared), Promise.resolve([Promise.resolve(1)])],
    [
      (async function* () {
        yield 1;
        yield shared;
        return 2;
      })(),
      [1, 2].values(),
    ],
    [
      new ReadableStream({
        start(controller) {
          controller.enqueue({ a: 1 });
          controller.close();
        },
      }),
    ],
  ];
  const form = new FormData();
  form.append('a', '1');
  form.append('a', new Blob(['x'], { type: 'text/x' }), 'n.txt');
  lists.push([form, new FormData()]);
  for (const args of lists) {
    const body = await ReactBrowser.encodeReply(args);
    const entries = typeof body === 'string' ? [['0', body]] : entriesOf(body);
    const expected = await outcomeOf(() => floors[3]?.server.decodeReply(body, {}));
    assert.notEqual(expected, 'refused');
    for (const { version, kinds } of decoders) {
      for (const [kind, decode] of Object.entries(kinds)) {
        const actual = await outcomeOf(() => decode(/** @type {any} */ (entries)));
        assert.deepEqual(actual, expected, `${kind} of ${version}`);
      }
    }
  }
});

test('what the scan lets through means the same to all, or nothing', { timeout }, async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(forgedReply, async (entries) => {
      if (!isAccepted(entries)) return;
      accepted += 1;
      const [first, ...others] = await Promise.all(
        decoders.map(({ kinds }) => outcomeOf(() => kinds['form']?.(entries))),
      );
      for (const other of others) assert.deepEqual(other, first);
      for (const { kinds } of decoders) {
        for (const decode of [kinds['arriving'], kinds['iterable']]) {
          if (decode === undefined) continue;
          const outcome = await outcomeOf(() => decode(entries));
          // Parts that come later than what refers to them are refused there; never another value.
          if (outcome !== 'refused') assert.deepEqual(outcome, first);
        }
      }
    }),
    { numRuns: 1500, seed: 4 },
  );
  assert.ok(accepted > 100, `${accepted} replies got through`);
});

test('a text and a form with the same text are one reply', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(forgedReply, async (entries) => {
      const text = String(entries.find(([name]) => name === '0')?.[1]);
      assert.equal(isAccepted(text), isAccepted([['0', text]]));
      if (!isAccepted(text)) return;
      for (const { server } of floors) {
        assert.deepEqual(
          await outcomeOf(() => server.decodeReply(text, {})),
          await outcomeOf(() => server.decodeReply(entriesOfText(text), {})),
        );
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});

/** @param {string} text */
function entriesOfText(text) {
  const form = new FormData();
  form.append('0', text);
  return form;
}

/** @param {Uint8Array} bytes @param {string} type @param {number[]} cuts */
function readForm(bytes, type, cuts) {
  const reader = createFormReader(type, DEFAULT_LIMITS);
  let start = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    const end = Math.min(cut, bytes.length);
    // As a server that uses its buffer again.
    const chunk = bytes.slice(start, end);
    if (end > start) reader.write(chunk);
    start = Math.max(start, end);
  }
  return reader.end();
}

/** @param {readonly (readonly [string, unknown])[]} entries */
async function readable(entries) {
  return Promise.all(
    entries.map(async ([name, value]) =>
      value instanceof File ? [name, value.name, value.type, await value.text()] : [name, value],
    ),
  );
}

const fieldName = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !/[\u2028\u2029]/.test(text));

test('forms are read as the platform reads them, in chunks of any size', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fieldName,
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('\r\n--', '\r\n', '--', '\r\n\r\n', '\0', '"', 'a\r\nb'),
            fc
              .tuple(fc.uint8Array({ maxLength: 300 }), fieldName)
              .map(([bytes, name]) => new File([bytes], `f${name}`, { type: 'text/x' })),
          ),
        ),
        { maxLength: 8 },
      ),
      fc.array(fc.nat(3000), { maxLength: 20 }),
      async (fields, cuts) => {
        const form = new FormData();
        for (const [name, value] of fields) form.append(name, value);
        const response = new Response(form);
        const type = response.headers.get('content-type') ?? '';
        const bytes = new Uint8Array(await response.arrayBuffer());
        const platform = await new Response(bytes, {
          headers: { 'content-type': type },
        }).formData();
        const expected = await readable([...platform]);
        assert.deepEqual(await readable(readForm(bytes, type, cuts)), expected);
        const everyByte = Array.from(bytes.keys());
        assert.deepEqual(await readable(readForm(bytes, type, everyByte)), expected);
      },
    ),
    { numRuns: 200, seed: 6 },
  );
});

test('a form that is cut anywhere is refused, never shortened', async () => {
  const form = new FormData();
  form.append('0', '["$B1"]');
  form.append('1', new Blob(['x'.repeat(100)]), 'n');
  const response = new Response(form);
  const type = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  const end = new TextDecoder().decode(bytes).lastIndexOf('--') + 2;
  for (let length = 0; length < end; length += 1) {
    assert.throws(() => readForm(bytes.slice(0, length), type, []), isRefusal, String(length));
  }
  for (let length = end; length <= bytes.length; length += 1) {
    assert.equal(readForm(bytes.slice(0, length), type, [length - 1]).length, 2);
  }
});

test('heads of parts that are not whole, or that no browser writes, are refused', () => {
  /** @param {string} head */
  const withHead = (head) => new TextEncoder().encode(`--b\r\n${head}\r\n\r\n[]\r\n--b--\r\n`);
  const type = 'multipart/form-data; boundary=b';
  assert.equal(readForm(withHead('content-disposition: form-data; name="0"'), type, []).length, 1);
  for (const head of [
    'x: y',
    'content-disposition: form-data',
    'content-disposition: form-data; name=0',
    'content-disposition: attachment; name="0"',
    'content-disposition: form-data; name="0"; name="1"',
    'content-disposition: form-data; filename="0"',
    'content-disposition: form-data; name="0"; filename*=utf-8\'\'x',
    'content-disposition: form-data; name="0"; x="1"',
    // The parser ends a head at what JavaScript takes for the end of a line: refused, not cut.
    'content-disposition: form-data; name="0\u2028"',
    'content-disposition: form-data; name="0"; filename="a\u2029b"',
    'content-disposition: form-data; name="0"; filename="a\u2028"; x="b"',
    'content-disposition: form-data; name="0"\r\ncontent-disposition: form-data; name="1"',
    'content-disposition: form-data; name="0"\r\ncontent-transfer-encoding: base64',
    `content-disposition: form-data; name="${'x'.repeat(9000)}"`,
  ]) {
    assert.throws(() => readForm(withHead(head), type, []), isRefusal, head);
  }
  for (const wrong of [
    '',
    '; boundary=',
    '; boundary="',
    `; boundary=${'b'.repeat(71)}`,
    '; boundary=b,c;x',
  ]) {
    assert.throws(
      () => readForm(withHead(''), `multipart/form-data${wrong}`, []),
      isRefusal,
      wrong,
    );
  }
});
