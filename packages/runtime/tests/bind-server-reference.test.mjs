// @ts-check
import './support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindServerReference, openServerReference } from '@callgate/runtime/server';
import { createRoundTrip } from './support/round-trip.mjs';

const ID = 'a'.repeat(40);
const SIGNATURE = 'a,b';

/** @param {[unknown, unknown]} captures @param {unknown[]} args */
function hoisted([a, b], ...args) {
  return (async (/** @type {unknown} */ x) => [a, b, x])(.../** @type {[unknown]} */ (args));
}
const entry = openServerReference(hoisted, ID, SIGNATURE);
const trip = createRoundTrip({ loadFunction: (id) => (id === ID ? entry : undefined) });

/** @param {() => unknown[]} captures @param {object} [options] */
function bind(captures, options) {
  const reference = bindServerReference(hoisted, ID, captures, {
    name: 'save',
    length: 1,
    signature: SIGNATURE,
    ...options,
  });
  return /** @type {(...args: unknown[]) => Promise<unknown>} */ (
    /** @type {unknown} */ (reference)
  );
}

test('the name is what JavaScript makes of the key', () => {
  /** @type {[string | number | symbol, string][]} */
  const names = [
    ['save', 'save'],
    ['', ''],
    [1.5, '1.5'],
    [Symbol('tag'), '[tag]'],
    [Symbol.iterator, '[Symbol.iterator]'],
    [Symbol(), ''],
    [Symbol(''), '[]'],
    ['__proto__', '__proto__'],
  ];
  for (const [key, name] of names) {
    const place = { [key]: async () => {} };
    assert.equal(/** @type {Function} */ (Reflect.get(place, key)).name, name);
    assert.equal(bind(() => [], { name: key }).name, name);
  }
});

test('name and length are own, configurable and not writable, as those of a function', () => {
  const reference = bind(() => [], { length: 2 });
  for (const [key, value] of /** @type {const} */ ([
    ['name', 'save'],
    ['length', 2],
  ])) {
    assert.deepEqual(Object.getOwnPropertyDescriptor(reference, key), {
      value,
      writable: false,
      enumerable: false,
      configurable: true,
    });
  }
});

test('a reference is not a constructor, and no own property is enumerable', () => {
  const reference = bind(() => []);
  assert.throws(() => Reflect.construct(Object, [], reference), TypeError);
  assert.deepEqual(Object.keys(reference), []);
});

test('each evaluation makes a function of its own with the shared id', () => {
  const [first, second] = [bind(() => [1, 1]), bind(() => [2, 2])];
  assert.notEqual(first, second);
  assert.equal(Reflect.get(first, '$$id'), ID);
  assert.equal(Reflect.get(second, '$$id'), ID);
});

test('called on the server it gets the live captures, as they are at the call', async () => {
  const user = { id: 1, secret: Symbol('not serialisable') };
  let count = 0;
  const reference = bind(() => [user, count], { paths: [[['id']], null] });
  count = 5;
  assert.deepEqual(await reference('x'), [user, 5, 'x']);
  const [live] = /** @type {unknown[]} */ (await reference('x'));
  assert.equal(live, user);
});

test('serialised, it carries the captures as they are at that time', async () => {
  let count = 0;
  const reference = bind(() => [count, null]);
  const before = await trip.revive(reference);
  count = 1;
  const after = await trip.revive(reference);
  assert.deepEqual(await before('x'), [0, null, 'x']);
  assert.deepEqual(await after('x'), [1, null, 'x']);
});

test('`bind` reads nothing; its result carries the captures of when it is serialised', async () => {
  let reads = 0;
  let count = 0;
  const bound = bind(() => [(reads += 1), count]).bind(null, 'x');
  assert.equal(reads, 0);
  count = 7;
  assert.deepEqual(await (await trip.revive(bound))(), [1, 7, 'x']);
  assert.deepEqual(await bound(), [2, 7, 'x']);
});

test('a capture that is not initialised makes the call reject, not throw', async () => {
  const reference = bind(() => [later, null]);
  const call = reference('x');
  const revived = await trip.revive(reference);
  const later = 1;
  await assert.rejects(call, ReferenceError);
  // React's production build puts what `onError` returned, here the message, into the digest.
  await assert.rejects(revived('x'), (/** @type {any} */ error) =>
    /before initialization/.test(`${error.message} ${error.digest}`),
  );
  assert.deepEqual(await reference('x'), [1, null, 'x']);
});

test('without captures it calls the function with the arguments alone', async () => {
  const plain = async (/** @type {unknown[]} */ ...args) => args;
  const reference = bindServerReference(plain, ID, null, { name: 'plain', length: 0 });
  assert.equal(Reflect.get(reference, '$$bound'), null);
  assert.deepEqual(await Reflect.apply(reference, undefined, [1, 2]), [1, 2]);
});

test('a generator is returned as it is', async () => {
  /** @param {[number]} captures */
  const generate = ([to]) =>
    (async function* () {
      for (let n = 0; n < to; n += 1) yield n;
    })();
  const generatorEntry = openServerReference(generate, 'b'.repeat(40), 'to');
  const reference = bindServerReference(generate, 'b'.repeat(40), () => [3], {
    name: 'generate',
    length: 0,
    signature: 'to',
  });
  const seen = [];
  for await (const n of /** @type {AsyncGenerator<number>} */ (
    Reflect.apply(reference, null, [])
  )) {
    seen.push(n);
  }
  const remote = createRoundTrip({ loadFunction: () => generatorEntry });
  for await (const n of await (await remote.revive(reference))()) seen.push(n);
  assert.deepEqual(seen, [0, 1, 2, 0, 1, 2]);
});

/** @param {[number]} captures @param {unknown[]} args */
function hoistedGenerator([to], ...args) {
  return (async function* named(/** @type {number} */ from = 0) {
    for (let n = from; n < to; n += 1) yield n;
    return 'end';
  })(.../** @type {[]} */ (args));
}
/** @param {string} inner */
const minify = (inner) =>
  /** @type {typeof hoistedGenerator} */ (
    new Function(`return function a([b],...c){return${inner}(...c)}`)()
  );
const minified = minify('(async function*(d=0){for(let e=d;e<b;e+=1)yield e;return"end"})');
const bare = minify(' async function*(d=0){for(let e=d;e<b;e+=1)yield e;return"end"}');

for (const [name, fn] of Object.entries({ written: hoistedGenerator, minified, bare })) {
  test(`a generator with a capture that is not initialised fails at the first value (${name})`, async () => {
    const reference = bindServerReference(fn, ID, () => [to], { name, length: 0, signature: 'to' });
    /** @param {number[]} args */
    const generate = (...args) =>
      /** @type {AsyncGenerator<number>} */ (Reflect.apply(reference, null, args));
    const failed = generate();
    assert.equal(Object.prototype.toString.call(failed), '[object AsyncGenerator]');
    await assert.rejects(failed.next(), ReferenceError);
    assert.deepEqual(await failed.next(), { value: undefined, done: true });
    const early = generate(1);
    const returned = generate();
    const to = 3;
    assert.deepEqual(await early.next(), { value: 1, done: false });
    assert.deepEqual(await early.next(), { value: 2, done: false });
    assert.deepEqual(await early.next(), { value: 'end', done: true });
    assert.deepEqual(await returned.return('x'), { value: 'x', done: true });
    assert.deepEqual(await generate(2).next(), { value: 2, done: false });
  });
}

test('only the paths that are read are sealed', async () => {
  const user = { id: 1, hash: 'SECRET', team: { name: 't', budget: 5 } };
  const reference = bind(() => [user, null], { paths: [[['id'], ['team', 'name']], null] });
  const [received] = await (await trip.revive(reference))('x');
  assert.deepEqual(received, { id: 1, team: { name: 't' } });
});

test('looking at the bound arguments of what cannot be sealed crashes nothing', async () => {
  const reference = bind(() => [class Local {}, null]);
  assert.equal(Reflect.get(reference, '$$bound').length, 1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await assert.rejects(Reflect.get(reference, '$$bound')[0], /"save" captures cannot be sealed/);
});
