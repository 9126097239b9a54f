import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReferencesModule, IdCollisionError, transformSync } from 'callgate';

function moduleOf(filename: string, source: string) {
  const { module } = transformSync(source, { filename, root: '/app', environment: 'server' });
  assert.ok(module);
  return module;
}

const source = "'use server'; export async function f() {}";

test('the manifest holds all modules, and load imports one of them', async () => {
  const text = createReferencesModule([
    ['data:text/javascript,export const from = "a"', moduleOf('/app/a.js', source)],
    ['data:text/javascript,export const from = "b"', moduleOf('/app/b "quoted".js', source)],
  ]);
  const { load, manifest } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  assert.deepEqual(Object.keys(manifest.modules), ['a.js', 'b "quoted".js']);
  assert.equal((await load('a.js')).from, 'a');
  assert.equal((await load('b "quoted".js')).from, 'b');
});

test('one id for two functions is an error', () => {
  const one = moduleOf('/app/a.js', source);
  const [[id, entry] = ['', undefined]] = Object.entries(one.functions);
  assert.ok(entry);
  const other = { ...one, path: 'b.js', functions: { [id]: { ...entry, module: 'b.js' } } };
  assert.throws(
    () =>
      createReferencesModule([
        ['a', one],
        ['b', other],
      ]),
    IdCollisionError,
  );
});
