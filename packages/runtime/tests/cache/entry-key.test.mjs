// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { entryKey } from '../../dist/cache/entry-key.js';

const value = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: false,
  maxDepth: 3,
});

test('different arguments have different keys, and equal ones the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { maxLength: 3 }),
      fc.array(value, { maxLength: 3 }),
      async (a, b) => {
        const [first, second] = await Promise.all([entryKey('', 'f', a), entryKey('', 'f', b)]);
        if (isDeepStrictEqual(a, b)) return;
        // Sets and maps of equal members in another order are equal to `isDeepStrictEqual` alone.
        assert.notEqual(first, second);
      },
    ),
    { numRuns: 1000 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(value), async (args) => {
      assert.equal(await entryKey('', 'f', args), await entryKey('', 'f', structuredClone(args)));
    }),
  );
});

test('texts that look like other arguments are not taken for them', async () => {
  const lists = [
    [],
    [undefined],
    [null],
    ['undefined'],
    ['null'],
    ['a', 'b'],
    ['a,b'],
    ['a","b'],
    [['a', 'b']],
    [1],
    ['1'],
    [1n],
    ['1n'],
    [-0],
    [0],
    [Number.NaN],
    [new Date(0)],
    ['Date(0)'],
    [new Date(Number.NaN)],
    [{}],
    [{ a: undefined }],
    [{ a: 1, b: 2 }],
    [[['a', 1]]],
    [new Map([['a', 1]])],
    [new Set(['a'])],
    [new URL('http://a.test')],
    ['http://a.test/'],
    [true],
    ['true'],
  ];
  const keys = await Promise.all(lists.map((args) => entryKey('', 'f', args)));
  assert.equal(new Set(keys).size, lists.length);
  assert.equal(await entryKey('', 'f', [{ b: 2, a: 1 }]), keys[lists.length - 8]);
});

test('versions and names keep entries apart', async () => {
  const keys = await Promise.all([
    entryKey('', 'f', []),
    entryKey('1', 'f', []),
    entryKey('', '1f', []),
    entryKey('', 'g', []),
  ]);
  assert.equal(new Set(keys).size, 4);
  for (const key of keys) assert.match(key, /^[0-9a-f]{64}$/);
});

test('what cannot be told apart is refused', async () => {
  const circular = /** @type {any} */ ({});
  circular.self = circular;
  class Session {}
  const refused = /** @type {[unknown, RegExp][]} */ ([
    [() => 1, /a function/],
    [Symbol('s'), /a symbol/],
    [new Session(), /the class "Session"/],
    [{ deep: [new Uint8Array(1)] }, /the class "Uint8Array"/],
    [circular, /a cycle/],
    [{ [Symbol('hidden')]: 1 }, /a symbol/],
    [Promise.resolve(1), /the class "Promise"/],
  ]);
  for (const [argument, message] of refused) {
    await assert.rejects(entryKey('', '=posts', ['fine', argument]), message);
  }
  const shared = { a: 1 };
  await entryKey('', 'f', [shared, [shared, shared]]);
});
