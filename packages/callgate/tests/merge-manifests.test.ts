import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdCollisionError, mergeManifests, type ModuleManifest } from 'callgate';
import fc from 'fast-check';
import { callUntyped } from './support/call-untyped.ts';
import { makeFunction, makeId, makeManifest, makeModule } from './support/manifests.ts';

test('nothing makes an empty manifest', () => {
  assert.deepEqual(mergeManifests([]), { version: 1, functions: {}, modules: {} });
});

test('modules and manifests make one manifest with sorted keys', () => {
  const a = makeModule('src/a.ts', ['one', 'two']);
  const b = makeModule('src/b.ts', ['one']);
  const client: ModuleManifest = {
    path: 'src/Button.tsx',
    directive: 'use client',
    exports: ['Button'],
    functions: {},
  };
  const merged = mergeManifests([b, mergeManifests([client]), a]);
  assert.deepEqual(Object.keys(merged), ['version', 'functions', 'modules']);
  assert.deepEqual(Object.keys(merged.functions), Object.keys(merged.functions).toSorted());
  assert.deepEqual(merged.functions, { ...a.functions, ...b.functions });
  assert.deepEqual(Object.entries(merged.modules), [
    ['src/Button.tsx', { directive: 'use client', exports: ['Button'] }],
    ['src/a.ts', { directive: 'use server', exports: ['one', 'two'] }],
    ['src/b.ts', { directive: 'use server', exports: ['one'] }],
  ]);
});

test('the order and repetition of parts make no difference', () => {
  const modules = Array.from({ length: 6 }, (_, index) =>
    makeModule(`src/${index}.ts`, ['a', 'b']),
  );
  const expected = JSON.stringify(mergeManifests(modules));
  fc.assert(
    fc.property(fc.shuffledSubarray([...modules, ...modules], { minLength: 12 }), (parts) => {
      assert.equal(JSON.stringify(mergeManifests(parts)), expected);
    }),
  );
});

test('a module called __proto__ is a module like others', () => {
  const merged = mergeManifests([makeModule('__proto__', ['a'])]);
  assert.deepEqual(Object.keys(merged.modules), ['__proto__']);
  assert.equal(Object.getPrototypeOf(merged.modules), Object.prototype);
});

test('two functions with one id are an error that names both places', () => {
  const [first, second] = [makeId('first'), makeId('second')].toSorted() as [string, string];
  const a = makeFunction();
  const b = makeFunction({ module: 'src/b.ts', name: 'other', location: { line: 7, column: 3 } });
  const parts = [
    makeManifest({ [first]: a, [second]: a }),
    makeManifest({ [second]: b, [first]: b }),
  ];
  assert.throws(
    () => mergeManifests(parts),
    (error) => {
      assert.ok(error instanceof IdCollisionError);
      assert.equal(error.name, 'IdCollisionError');
      assert.equal(error.code, 'CG1501');
      assert.deepEqual(error.collisions, [
        { id: first, functions: [a, b] },
        { id: second, functions: [a, b] },
      ]);
      const places = '`save` at src/a.ts:2:1 and `other` at src/b.ts:7:4';
      assert.equal(
        error.message,
        `two functions have the id ${first}: ${places}\ntwo functions have the id ${second}: ${places}`,
      );
      return true;
    },
  );
});

test('what is no list of manifests is a TypeError', () => {
  for (const parts of [undefined, null, makeModule('src/a.ts', ['a'])]) {
    assert.throws(() => callUntyped(mergeManifests, parts), {
      name: 'TypeError',
      message: 'callgate: the manifests must be in an array or another iterable',
    });
  }
});

test('what is no manifest is a TypeError', () => {
  const cases: [unknown, RegExp][] = [
    [null, /manifest 1 is not an object$/],
    ['{}', /manifest 1 is not an object$/],
    [{}, /manifest 1 is neither a manifest nor that of a module$/],
    [{ version: 2 }, /manifest 1 has version 2; this package reads version 1$/],
    [{ version: 1, functions: [] }, /`functions` of manifest 1 is not an object of objects$/],
    [
      { ...makeModule('a.ts', []), functions: { a: 1 } },
      /`functions` of manifest 1 is not an object of objects$/,
    ],
    [{ path: 'a.ts', functions: {} }, /`directive` of manifest 1 is missing or wrong$/],
    [
      { version: 1, functions: {}, modules: { 'a.ts': { directive: null } } },
      /`exports` of "a\.ts" in `modules` of manifest 1 is missing or wrong$/,
    ],
    ...Object.keys(makeFunction()).map((name): [unknown, RegExp] => [
      makeManifest({ a: { ...makeFunction(), [name]: undefined } }),
      new RegExp(`\`${name}\` of "a" in \`functions\` of manifest 1 is missing or wrong$`),
    ]),
    [
      makeManifest({ a: makeFunction({ captures: JSON.parse('[{"name":"b","paths":["id"]}]') }) }),
      /`captures` of "a" in `functions`/,
    ],
  ];
  for (const [part, message] of cases) {
    assert.throws(() => callUntyped(mergeManifests, [makeManifest({}), part]), {
      name: 'TypeError',
      message,
    });
  }
});
