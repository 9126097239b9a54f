import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanProject, transform, type TransformOptions, transformSync } from 'callgate';
import { callUntyped } from './support/call-untyped.ts';

/** Each wrong option, and what the message must say. */
const wrong: readonly [options: Record<string, unknown>, message: RegExp][] = [
  [{ filename: undefined }, /option `filename` must be a string, not undefined$/],
  [{ filename: '' }, /option `filename` must be a path, not ""$/],
  [
    { filename: 'file:///app/a.ts' },
    /option `filename` must be a path, not "file:\/\/\/app\/a\.ts"$/,
  ],
  [{ environment: undefined }, /option `environment` must be 'server', 'ssr' or 'client', not un/],
  [{ environment: 'browser' }, /`environment` must be 'server', 'ssr' or 'client', not "browser"$/],
  [{ environment: 'constructor' }, /option `environment`/],
  [{ root: 1 }, /option `root` must be a string, not 1$/],
  [{ dev: 'yes' }, /option `dev` must be `true` or `false`, not "yes"$/],
  [{ sourceMap: null }, /option `sourceMap` must be `true` or `false`, not null$/],
  [{ narrowCaptures: 0 }, /option `narrowCaptures` must be `true` or `false`, not 0$/],
  [{ salt: Symbol('salt') }, /option `salt` must be a string, not Symbol\(salt\)$/],
  [{ salt: '\uD800' }, /option `salt` must be well-formed Unicode, not "\\ud800"$/],
  [{ filename: '\uDC00.ts' }, /option `filename` must be well-formed Unicode, not "\\udc00\.ts"$/],
  [{ root: '/\uDC00' }, /option `root` must be well-formed Unicode/],
  [{ inputSourceMap: {} }, /option `inputSourceMap` must be a string, not an object$/],
  [{ runtime: 'x' }, /option `runtime` must be an object, not "x"$/],
  [
    { runtime: { browser: 'x' } },
    /`runtime` has no `browser`; there are `server`, `ssr`, `client`$/,
  ],
  [{ runtime: { client: [] } }, /option `runtime.client` must be a string, not an array$/],
  [
    { resolvedExports: [] },
    /`resolvedExports` must be an object of arrays of strings, not an arra/,
  ],
  [
    { resolvedExports: { './a': 'b' } },
    /option `resolvedExports\["\.\/a"\]` must be an array of st/,
  ],
  [
    { resolvedExports: { './a': ['b', 1] } },
    /`resolvedExports\["\.\/a"\]\[1\]` must be a string, n/,
  ],
  [{ resolvedExports: { './a': ['\uD800'] } }, /`resolvedExports\["\.\/a"\]\[0\]` must be well-f/],
  [{ resolvedExports: { '\uD800': [] } }, /`resolvedExports\["\\ud800"\]` must be well-formed/],
  [{ runtime: { server: '\uD800' } }, /option `runtime.server` must be well-formed Unicode/],
  [
    { enviroment: 'server' },
    /the options object has no `enviroment`; there are `filename`, `root`/,
  ],
];

const right: TransformOptions = { filename: 'a.ts', environment: 'server' };

for (const [options, message] of wrong) {
  const name = Object.keys(options).join();
  test(`a wrong \`${name}\` is a TypeError that names it: ${message.source}`, async () => {
    const given: TransformOptions = Object.assign({}, right, options);
    const expected = { name: 'TypeError', message };
    assert.throws(() => transformSync('', given), expected);
    await assert.rejects(transform('', given), expected);
  });
}

test('an option that is undefined is as if it were not there', () => {
  const optional = ['root', 'dev', 'salt', 'sourceMap', 'inputSourceMap', 'narrowCaptures'];
  const options = Object.fromEntries(
    [...optional, 'runtime', 'resolvedExports'].map((key) => [key]),
  );
  assert.equal(transformSync('a', { ...right, ...options }).code, 'a');
});

test('a source or options of the wrong type are TypeErrors', async () => {
  for (const source of [undefined, null, 1, {}, new ArrayBuffer(1), new Uint16Array(1)]) {
    assert.throws(() => callUntyped(transformSync, source, right), {
      name: 'TypeError',
      message: /the source must be/,
    });
  }
  for (const options of [undefined, null, 'a.ts', []]) {
    assert.throws(() => callUntyped(transformSync, '', options), {
      name: 'TypeError',
      message: /must be an object/,
    });
  }
  await assert.rejects(callUntyped(transform, ''), { name: 'TypeError' });
});

test('wrong options of scanProject are TypeErrors', async () => {
  const cases: [unknown, RegExp][] = [
    [{ include: 'src' }, /option `include` must be an array of strings, not "src"$/],
    [{ exclude: [1] }, /option `exclude\[0\]` must be a string, not 1$/],
    [{ include: ['\uD800'] }, /option `include\[0\]` must be well-formed Unicode/],
    [{ salt: '\uD800' }, /option `salt` must be well-formed Unicode/],
    [{ include: ['src/{a'] }, /^callgate: option `include`: `src\/\{a` is not a pattern: unclosed/],
    [{ include: ['../a'] }, /^callgate: option `include`: `\.\.\/a` lies outside the root/],
    [{ exclude: ['a{b'] }, /^callgate: option `exclude`: `a\{b` is not a pattern: unclosed/],
    [
      { resolvedExports: [] },
      /option `resolvedExports` must be an object of objects, not an array/,
    ],
    [{ environment: 'all' }, /option `environment` must be/],
    [{ resolvedExports: { 'a.ts': [] } }, /option `resolvedExports\["a\.ts"\]` must be an object/],
    [{ ignore: [] }, /the options object has no `ignore`; there are `include`, `exclude`/],
  ];
  for (const [options, message] of cases) {
    await assert.rejects(callUntyped(scanProject, '.', options), { name: 'TypeError', message });
  }
  await assert.rejects(callUntyped(scanProject, 1), {
    name: 'TypeError',
    message: /the root must be a path/,
  });
  await assert.rejects(scanProject(import.meta.filename), {
    name: 'TypeError',
    message: /^callgate: the root is not a directory: .*options\.test\.ts$/,
  });
});
