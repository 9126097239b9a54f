// What users write in the options, right and wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from 'callgate/swc';
import { compile, failure, newest, swcOptions } from './support/hosts.ts';

const source = `'use server';\nexport async function save() {}\n`;

test('wrong options are named, with what they may be', () => {
  for (const [options, message] of [
    [{}, /option `environment` has to be given: 'server', 'ssr' or 'client'/],
    [
      { environment: 'edge' },
      /option `environment` must be 'server', 'ssr' or 'client', not "edge"/,
    ],
    [{ enviroment: 'server' }, /the options object has no `enviroment`; there are `environment`, /],
    [{ environment: 'server', salt: 1 }, /option `salt` must be a string, not 1/],
    [
      { environment: 'server', runtime: { edge: '' } },
      /option `runtime` has no `edge`; there are /,
    ],
    [{ environment: 'server', mode: 'dev' }, /option `mode` must be 'transform' or 'check'/],
  ] as const) {
    assert.match(failure(source, options), message);
  }
});

test('everything that is wrong is said at once', () => {
  const message = failure(source, { environment: 1, dev: 'yes', salts: '' });
  for (const key of ['environment', 'dev', 'salts']) assert.ok(message.includes(`\`${key}\``));
});

test('check only reports', () => {
  const kept = compile(source, { mode: 'check' });
  assert.match(kept.code, /^'use server';/);
  assert.equal(kept.output, undefined);
  assert.match(failure(`'use server';\nexport const a = 1;`, { mode: 'check' }), /CG1103/);
});

test('the manifest comes as a comment, whatever exports are called', () => {
  const names = ['*/', '*\\/', '/*! @callgate {} */', '</script>', 'é', '\u2028'];
  const text = `${source}const f = async () => {};\nexport { ${names
    .map((name) => `f as ${JSON.stringify(name)}`)
    .join(', ')} };`;
  const { output, code } = compile(text, { environment: 'server', manifest: 'comment' });
  assert.equal(output, undefined);
  const manifest = readManifest({ code });
  assert.deepEqual(new Set(manifest?.exports), new Set(['save', ...names]));
  assert.deepEqual(manifest, readManifest(compile(text, { environment: 'server' })));
});

test('the comment survives minifiers that keep what is marked', () => {
  const { jsc, ...common } = swcOptions({ environment: 'server', manifest: 'comment' });
  const { code } = newest.transformSync(source, {
    ...common,
    minify: true,
    jsc: { ...jsc, minify: { compress: true, mangle: true, format: { comments: 'some' } } },
  });
  assert.deepEqual(readManifest({ code })?.exports, ['save']);
});

test('warnings leave the code', () => {
  const { code } = compile(`'use sever';\nexport async function f() {}`, { environment: 'server' });
  assert.match(code, /'use sever'/);
});

test('the mode of the host decides on development', () => {
  const named = (envName: string): boolean => {
    const options = swcOptions({ environment: 'client' });
    return newest.transformSync(source, { ...options, envName }).code.includes('"save")');
  };
  assert.deepEqual([named('development'), named('production')], [true, false]);
});

test('paths of Windows give the same ids', () => {
  const ids = [
    ['/app/src/a.ts', '/app'],
    ['C:\\app\\src\\a.ts', 'c:\\app'],
  ].map(([filename, root]) => {
    const options = swcOptions({ environment: 'server', root, filename });
    return readManifest(newest.transformSync(source, options));
  });
  assert.equal(ids[0]?.path, 'src/a.ts');
  assert.deepEqual(ids[0], ids[1]);
});

test('a host without file names has to be told', () => {
  const { filename: _, ...options } = swcOptions({ environment: 'server' });
  assert.throws(() => newest.transformSync(source, options), /option `filename` has to be given/);
  const { code } = newest.transformSync('const a = 1;', options);
  assert.equal(code, 'const a = 1;\n');
});
