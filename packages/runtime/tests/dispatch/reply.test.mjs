// @ts-check
// The scan of arguments before React sees them: what React writes gets through, nothing else does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binding, ReactBrowser } from '../support/react.mjs';
import { entriesOf, isAccepted, scan } from '../support/reply.mjs';

const key = fc.oneof(
  fc.string().filter((text) => !SPECIAL.has(text)),
  fc.constantFrom('status', 'value', 'default', '*', '#', '', 'id#', '$', 'a:b', '0'),
);

const SPECIAL = new Set(
  '__proto__ constructor prototype then toString valueOf toJSON hasOwnProperty $$typeof $$id $$bound _response _formData'.split(
    ' ',
  ),
);

/** Whatever `encodeReply` takes, with values that stand at several places. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string(),
    fc.constantFrom('$', '$$', '$1', '$undefined', '$@0', '@', '$D2020', '$K1', '\u{feff}x', '\0'),
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.bigInt({ min: -(10n ** 200n), max: 10n ** 200n }),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, Infinity, -Infinity, NaN),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((list) => new Map(list)),
    fc.array(tie('value'), { maxLength: 3 }).map((list) => new Set(list)),
    tie('value').map((value) => new Late(() => Promise.resolve(build(value)))),
    tie('value').map((value) => [value, value, { value }]),
    fc.uint8Array().map((bytes) => bytes),
    fc.float64Array(),
    fc.uint8Array().map((bytes) => new Blob([bytes], { type: 'text/x' })),
    fc.array(fc.tuple(key, fc.string())).map((fields) => {
      const form = new FormData();
      for (const [name, text] of fields) form.append(name, text);
      return form;
    }),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Late(() => streamOf(items))),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Late(() => iterableOf(items))),
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((items) => new Late(() => items.map((item) => build(item)).values())),
  ),
})).value;

/** What can be used once only, and is made anew for each run. */
class Late {
  /** @param {() => unknown} make */
  constructor(make) {
    this.make = make;
  }
}

/** Makes what is late in a value; what stands at several places stays one. @param {unknown} value */
function build(value, made = new Map()) {
  if (typeof value !== 'object' || value === null) return value;
  if (!made.has(value)) made.set(value, buildObject(value, made));
  return made.get(value);
}

/** @param {object} value @param {Map<object, unknown>} made @returns {unknown} */
function buildObject(value, made) {
  /** @param {unknown} item */
  const inner = (item) => build(item, made);
  if (value instanceof Late) return value.make();
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Map) return new Map([...value].map(([a, b]) => [inner(a), inner(b)]));
  if (value instanceof Set) return new Set([...value].map(inner));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
}

/** @param {unknown[]} items */
function streamOf(items) {
  return new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(build(item));
      controller.close();
    },
  });
}

/** @param {unknown[]} items */
async function* iterableOf(items) {
  for (const item of items) yield build(item);
  return items.length;
}

test('everything that React encodes gets through', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(/** @type {fc.Arbitrary<any>} */ (values), { maxLength: 4 }),
      async (args) => {
        // React cannot send one stream twice when it is met inside of another.
        const body = await ReactBrowser.encodeReply(build(args)).catch(() => '[]');
        scan(entriesOf(body));
      },
    ),
    { numRuns: 400 },
  );
});

test('what gets through is decoded to what was sent', async () => {
  const shared = { a: [1, { b: 'x' }] };
  const args = [shared, shared.a, new Map([[shared, new Set([shared.a[1]])]]), [shared]];
  const body = await ReactBrowser.encodeReply(args);
  scan(entriesOf(body));
  const decoded = await binding.decodeReply(body, {
    resolve() {
      throw new Error('no references');
    },
  });
  assert.deepEqual(decoded, args);
});

test('objects that contain themselves need a function that accepts them', async () => {
  /** @type {any[][]} */
  const cyclic = Array.from({ length: 6 }, () => []);
  const [inList, inObject, inMap, inPromise, mutual, inIterable] = /** @type {any[]} */ (cyclic);
  inList.push(inList);
  inObject.push({ inObject });
  inMap.push(new Map([[1, { inMap }]]));
  inPromise.push(Promise.resolve({ inPromise }));
  mutual.push({ a: [mutual] }, mutual);
  inIterable.push(
    (async function* () {
      yield inIterable;
    })(),
  );
  for (const args of cyclic) {
    const body = entriesOf(await ReactBrowser.encodeReply(args));
    assert.equal(isAccepted(body), false);
    assert.equal(isAccepted(body, { accept: { cycles: true } }), true);
  }
});

/** Everything that no encoder of React writes. */
const forged = {
  'no list of parts': [[]],
  'no part 0': [[['1', '1']]],
  'part 0 as a file': [[['0', new File(['[]'], 'a')]]],
  'no JSON': ['', '{', '[1,]', "['a']", '[01]', '\u{feff}[]', 'undefined', '[NaN]', '["\n"]'],
  'names of parts': [
    ['', '00', '01', '-1', '0x1', '1.0', '1e3', ' 1', '1 ', 'a', '__proto__', 'length', '١'],
    ['S', 'S01', 'Sx', 'S-1', '_', '_1', '_x_a', '_01_a', '_1a', '$ACTION_1:0', '9999999999'],
  ]
    .flat()
    .map((name) => [
      ['0', '[]'],
      [name, '1'],
    ]),
  'duplicate parts': [
    [
      ['0', '[]'],
      ['0', '[1]'],
    ],
    [
      ['0', '["$1"]'],
      ['1', '1'],
      ['1', '2'],
    ],
    [
      ['0', '["$1"]'],
      ['1', '1'],
      ['1', new File([], 'x')],
    ],
  ],
  'numbers of two kinds': [
    [
      ['0', '["$R1"]'],
      ['S1', 'C'],
      ['1', '1'],
    ],
    [
      ['0', '["$K1"]'],
      ['_1_a', 'x'],
      ['1', '1'],
    ],
    [
      ['0', '["$K1"]'],
      ['_1_a', 'x'],
      ['S1', 'C'],
    ],
  ],
  'sigils that mean nothing': [
    ['$', '$T', '$Z', '$u', '$undefinedx', '$N', '$NaNx', '$I', '$-', '$-1', '$?', '$ 1', '$01'],
    ['$G', '$E{}', '$Sx', '$F1', '$L1', '$1g', '$1:', '$12345678', '$@', '$@x', '$@-1', '$@1:a'],
    ['$Q1:0', '$h', '$B', '$K', '$K1:a', '$R1:a', '$P1', '$Y', '$ACTION', '$0x1', '$\u{2028}'],
  ]
    .flat()
    .map((text) => JSON.stringify([text])),
  'references to nothing': [
    ['$1', '$@1', '$Q1', '$W1', '$i1', '$B1', '$A1', '$o1', '$R1', '$X1', '$h1', '$0:1', '$0:a'],
    ['$0:length', '$0:0:length', '$0:constructor', '$0:__proto__', '$0:0:__proto__:constructor'],
  ]
    .flat()
    .map((text) => JSON.stringify([text])),
  'references to the wrong kind': [
    ...['$Q1', '$W1', '$i1', '$B1', '$o1', '$R1', '$K1'].map((text) => [
      ['0', JSON.stringify([text])],
      ['1', '{"a":1}'],
    ]),
    ...['$1', '$@1', '$Q1', '$R1', '$K1', '$h1'].map((text) => [
      ['0', JSON.stringify([text])],
      ['1', new File(['[]'], 'blob')],
    ]),
    ...['$1', '$@1', '$B1', '$K1'].map((text) => [
      ['0', JSON.stringify([text])],
      ['S1', 'C'],
    ]),
  ],
  'paths through other references': [
    [
      ['0', '["$1","$0:0:a"]'],
      ['1', '{"a":1}'],
    ],
    [
      ['0', '["$Q1","$0:0:size"]'],
      ['1', '[]'],
    ],
  ],
  'references to themselves': [
    '"$0"',
    '["$0"]',
    '["$0:0"]',
    '[{"a":"$0:0"}]',
    [
      ['0', '"$1"'],
      ['1', '"$0"'],
    ],
    [
      ['0', '["$@1"]'],
      ['1', '"$@1"'],
    ],
    [
      ['0', '["$Q1"]'],
      ['1', '[["$Q1",1]]'],
    ],
    [
      ['0', '["$R1"]'],
      ['S1', '"$R1"'],
      ['S1', 'C'],
    ],
  ],
  'streams that are referred to twice': [
    [
      ['0', '["$R1","$R1"]'],
      ['S1', 'C'],
    ],
    [
      ['0', '["$r1","$x1"]'],
      ['S1', 'C'],
    ],
    [
      ['0', '["$x1"]'],
      ['S1', '"$X2"'],
      ['S1', 'C"$X2"'],
      ['S2', 'C'],
    ],
  ],
  'streams without an end, or with two': [
    '["$R1"]',
    [
      ['0', '["$R1"]'],
      ['S1', '1'],
    ],
    [
      ['0', '["$X1"]'],
      ['S1', 'C'],
      ['S1', 'C'],
    ],
    [
      ['0', '["$x1"]'],
      ['S1', 'C1'],
      ['S1', '2'],
    ],
    [
      ['0', '["$r1"]'],
      ['S1', new File(['C'], 'x')],
    ],
    [
      ['0', '["$X1"]'],
      ['S1', 'C{'],
    ],
    // Also when nothing refers to it.
    [
      ['0', '[]'],
      ['S1', '1'],
    ],
  ],
  'dates and numbers': [
    ['$D', '$Dx', '$D2020', '$DThu, 01 Jan 1970', '$D2020-01-01T00:00:00Z', '$D0'],
    ['$n', '$n-', '$n0x10', '$n1.5', '$n 1', '$n1n', `$n${'9'.repeat(301)}`, '$n--1'],
  ]
    .flat()
    .map((text) => JSON.stringify([text])),
  'server references': [
    [
      ['0', '["$h1"]'],
      ['1', `{"id":"${'a'.repeat(40)}","bound":null}`],
    ],
  ],
  'special names': [
    ...[...SPECIAL].map((name) => `[{${JSON.stringify(name)}:1}]`),
    ...[...SPECIAL].map((name) => `[[{"a":{${JSON.stringify(name)}:{"polluted":true}}}]]`),
    '[{"\\u005f_proto__":1}]',
    ...[...SPECIAL].map((name) => [
      ['0', '["$K1"]'],
      [`_1_${name}`, 'x'],
    ]),
    // In a part that nothing refers to, and in a chunk of a stream.
    [
      ['0', '[]'],
      ['7', '{"__proto__":1}'],
    ],
    [
      ['0', '["$X1"]'],
      ['S1', 'C{"then":1}'],
    ],
  ],
};

for (const [what, replies] of Object.entries(forged)) {
  test(`${what}: refused`, () => {
    for (const reply of replies) {
      const name = JSON.stringify(reply).slice(0, 200);
      assert.equal(isAccepted(/** @type {any} */ (reply)), false, name);
    }
  });
}

test('what is let in by one function is still refused elsewhere', () => {
  assert.equal(isAccepted('[{"then":1}]', { accept: { specialNames: true } }), true);
  assert.equal(isAccepted('["$0"]', { accept: { cycles: true } }), true);
  /** @param {string} bound @param {string} list @returns {any} */
  const reference = (bound, list) => [
    ['0', '["$h1"]'],
    ['1', `{"id":"${'a'.repeat(40)}","bound":${bound}}`],
    ['2', list],
  ];
  const accept = { references: true };
  assert.equal(isAccepted(reference('null', '[]'), { accept }), true);
  assert.equal(isAccepted(reference('"$@2"', '[1,2]'), { accept }), true);
  assert.equal(
    isAccepted(reference('"$@2"', '[1,2]'), { accept, limits: { boundArguments: 1 } }),
    false,
  );
  for (const bound of ['{}', '1', '"$2"', '"$@3"', '"x"', '[1]']) {
    assert.equal(isAccepted(reference(bound, '[]'), { accept }), false, bound);
  }
  assert.equal(isAccepted(reference('"$@2"', '{"length":2000}'), { accept }), false);
});

/** Each limit: a reply that is exactly at it, and how to exceed it. @type {[string, number, (n: number) => any][]} */
const limits = [
  ['depth', 64, (n) => '['.repeat(n) + ']'.repeat(n)],
  ['depth', 64, (n) => `[${'{"a":'.repeat(n - 1)}1${'}'.repeat(n - 1)}]`],
  [
    'depth',
    64,
    (n) => [
      ['0', `${'['.repeat(n / 2)}"$1"${']'.repeat(n / 2)}`],
      ['1', '['.repeat(n - n / 2) + ']'.repeat(n - n / 2)],
    ],
  ],
  ['containers', 50_000, (n) => `[${Array(n - 1).fill('{}')}]`],
  ['containers', 50_000, (n) => `["[\\"[[\\\\",${Array(n - 1).fill('[]')}]`],
  ['keys', 10_000, (n) => JSON.stringify([Object.fromEntries([...Array(n).keys()].entries())])],
  ['bigintDigits', 300, (n) => `["$n-${'9'.repeat(n)}"]`],
  ['references', 16_384, (n) => `[{},[${Array(n).fill('"$0:0"')}]]`],
  ['parts', 1000, (n) => [...Array(n).keys()].map((part) => [String(part), '[]'])],
  [
    'streamChunks',
    10_000,
    (n) => [['0', '["$X1"]'], ...Array.from({ length: n - 1 }, () => ['S1', '1']), ['S1', 'C']],
  ],
];

for (const [index, [name, limit, reply]] of limits.entries()) {
  test(`${name}: ${limit} is the limit (${index})`, () => {
    const step = name === 'depth' && typeof reply(2) !== 'string' ? 2 : 1;
    assert.equal(isAccepted(reply(limit)), true);
    assert.equal(isAccepted(reply(limit + step)), false);
    assert.equal(isAccepted(reply(limit + step), { limits: { [name]: limit + step } }), true);
  });
}
