// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertServerFunctions,
  defineServerMethod,
  hasServerReferenceId,
  registerClientReference,
  registerServerReference,
} from '@callgate/runtime/server';
import { binding, ReactServer } from './support/react.mjs';
import { createRoundTrip } from './support/round-trip.mjs';

const ID = 'a'.repeat(40);

/** @param {object} value */
function shapeOf(value) {
  const marks = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(
    // React's development build also notes where a reference was registered.
    ([key]) => key !== '$$location' && key !== 'length' && key !== 'name',
  );
  return marks.map(([key, { value: content, ...flags }]) => [
    key,
    flags,
    typeof content === 'function' ? 'function' : content,
  ]);
}

test('a registered function has the shape that React gives', () => {
  const ours = registerServerReference(async () => {}, ID);
  const reacts = ReactServer.registerServerReference(async () => {}, ID, null);
  assert.deepEqual(shapeOf(ours), shapeOf(reacts));
});

test('a bound reference has the shape that React gives', () => {
  const make =
    () =>
    async (/** @type {unknown[]} */ ..._args) => {};
  const ours = registerServerReference(make(), ID).bind(null, 1, 'x');
  const reacts = ReactServer.registerServerReference(make(), ID, null).bind(null, 1, 'x');
  for (const key of ['$$typeof', '$$id', '$$bound']) {
    assert.deepEqual(Reflect.get(ours, key), Reflect.get(reacts, key), key);
  }
  assert.equal(ours.name, reacts.name);
});

test('a client reference has the shape that React gives', () => {
  const ours = registerClientReference(() => {}, 'src/button.tsx', 'Button');
  const reacts = ReactServer.registerClientReference(() => {}, 'src/button.tsx', 'Button');
  assert.deepEqual(shapeOf(ours), shapeOf(reacts));
});

test('registering returns the function itself, with its name and length', async () => {
  const save = async (/** @type {number} */ a, /** @type {number} */ b) => a + b;
  const reference = registerServerReference(save, ID);
  assert.equal(reference, save);
  assert.equal(reference.name, 'save');
  assert.equal(reference.length, 2);
  assert.equal(await reference(1, 2), 3);
});

test('a given name replaces the one that the compiler had to choose', () => {
  const reference = registerServerReference(async function $$sf_default() {}, ID, 'default');
  assert.equal(reference.name, 'default');
  const { writable, configurable } = /** @type {PropertyDescriptor} */ (
    Object.getOwnPropertyDescriptor(reference, 'name')
  );
  assert.deepEqual({ writable, configurable }, { writable: false, configurable: true });
});

test('the source of a server function is not in its text', () => {
  const reference = registerServerReference(
    async (/** @type {unknown[]} */ ..._args) => 'SECRET',
    ID,
  );
  assert.doesNotMatch(String(reference), /SECRET/);
  assert.doesNotMatch(String(reference.bind(null, 1)), /SECRET/);
  assert.doesNotMatch(`${reference}`, /SECRET/);
});

test('a function that is a server reference already keeps its id and remembers the other', () => {
  const reference = registerServerReference(async () => {}, ID);
  const other = 'b'.repeat(40);
  assert.equal(registerServerReference(reference, other), reference);
  assert.equal(Reflect.get(reference, '$$id'), ID);
  assert.equal(hasServerReferenceId(reference, ID), true);
  assert.equal(hasServerReferenceId(reference, other), true);
  assert.equal(hasServerReferenceId(reference, 'c'.repeat(40)), false);
  assert.doesNotThrow(() => registerServerReference(reference, ID));
});

test('only server references have ids', () => {
  for (const value of [
    null,
    undefined,
    'x',
    {},
    () => {},
    { $$typeof: Symbol.for('react.server.reference'), $$id: ID },
  ]) {
    assert.equal(hasServerReferenceId(value, ID), false);
  }
});

test('what cannot be a server reference is refused with the reason', () => {
  const component = registerClientReference(function Button() {}, 'button.tsx', 'Button');
  assert.throws(() => registerServerReference(component, ID), /"Button" is a client reference/);
  const frozen = Object.freeze(async function save() {});
  assert.throws(() => registerServerReference(frozen, ID), /"save" is frozen/);
});

test('`bind` on a function that merely inherits from a reference makes no reference', () => {
  const reference = registerServerReference(async () => 1, ID);
  const derived = () => 2;
  const bound = Reflect.apply(reference.bind, derived, [null]);
  assert.equal(bound(), 2);
  assert.equal('$$id' in bound, false);
});

test('references made before a React binding is set are serialised like any other', async () => {
  const { spawnSync } = await import('node:child_process');
  const script = `
    import { registerServerReference, setReactBinding } from '@callgate/runtime/server';
    const save = registerServerReference(async () => {}, '${ID}');
    const { webpackServerBinding } = await import('@callgate/runtime/react/webpack-server');
    const binding = webpackServerBinding();
    setReactBinding(binding);
    process.stdout.write(await new Response(binding.encode(save.bind(null, 7), { onError() {} })).text());
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions', 'react-server', '--input-type', 'module', '--eval', script],
    { encoding: 'utf8', cwd: import.meta.dirname, env: { ...process.env, NODE_ENV: 'production' } },
  );
  assert.match(stdout, new RegExp(`"id":"${ID}"`), stderr);
});

test('a serialised reference is revived and called with what was bound before', async () => {
  const add = registerServerReference(async (/** @type {number[]} */ ...n) => n.join('+'), ID);
  const trip = createRoundTrip({ loadFunction: () => add });
  const revived = await trip.revive(add.bind(null, 1).bind(null, 2));
  assert.equal(await revived(3), '1+2+3');
  assert.equal(await revived.bind(null, 4)(5), '1+2+4+5');
  const text = await trip.serialise(add);
  assert.doesNotMatch(text, /=>|function/);
});

test('every export that is not a function is named, with its module', () => {
  assert.doesNotThrow(() => assertServerFunctions('app/actions.ts', { a: () => {}, b: class {} }));
  assert.throws(
    () =>
      assertServerFunctions('app/actions.ts', {
        save: async () => {},
        limit: 5,
        list: [],
        nothing: null,
        default: undefined,
      }),
    (error) =>
      error instanceof TypeError &&
      /app\/actions\.ts/.test(error.message) &&
      /"limit" \(number\), "list" \(array\), "nothing" \(null\), "default" \(undefined\)/.test(
        error.message,
      ) &&
      !/"save"/.test(error.message),
  );
});

test('a static method is defined as a class would define it', () => {
  class Posts {}
  class Plain {
    static async save() {}
  }
  const reference = registerServerReference(async () => {}, ID);
  defineServerMethod(Posts, 'save', reference);
  const { value, ...flags } = /** @type {PropertyDescriptor} */ (
    Object.getOwnPropertyDescriptor(Posts, 'save')
  );
  const { value: _, ...plain } = /** @type {PropertyDescriptor} */ (
    Object.getOwnPropertyDescriptor(Plain, 'save')
  );
  assert.equal(value, reference);
  assert.deepEqual(flags, plain);
  const other = {};
  defineServerMethod(other, '__proto__', reference);
  assert.equal(Object.getPrototypeOf(other), Object.prototype);
  assert.equal(Object.hasOwn(other, '__proto__'), true);
});

test('two copies of the package share their state', async () => {
  const path = '../dist/server-binding.js?copy';
  const copy = await import(path);
  assert.equal(copy.serverBinding(), binding);
});
