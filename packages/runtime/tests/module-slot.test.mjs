// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moduleSlot, usualRequireName } from '../dist/react/module-slot.js';

const NAME = '__webpack_require__';

/** @param {unknown} id */
const ask = (id) => Reflect.get(globalThis, NAME)(id);

test('a slot gives out its value, and nothing else does', async () => {
  assert.equal(Reflect.has(globalThis, '__webpack_require__'), false);
  const value = () => {};
  const slot = moduleSlot(value, NAME);
  assert.equal(ask(slot.id), value);
  assert.equal(slot.async, false);
  const later = moduleSlot(Promise.resolve(value), NAME);
  assert.equal(later.async, true);
  assert.equal(await ask(later.id), value);
  for (const id of [{}, null, undefined, 'module', JSON.stringify(slot.id)]) {
    assert.throws(() => ask(id), /`__webpack_require__` is not defined/);
  }
});

test("the host's own function answers for its modules, whenever it is set", () => {
  const slot = moduleSlot('value', NAME);
  const host = Object.assign((/** @type {unknown} */ id) => `module ${id}`, { u: () => 'file' });
  Object.assign(globalThis, { __webpack_require__: host });
  assert.equal(ask('a'), 'module a');
  assert.equal(ask(slot.id), 'value');
  assert.equal(Reflect.get(globalThis, '__webpack_require__').u(), 'file');
});

test('a function is not defined for a bundler that is not there', () => {
  assert.equal(Reflect.has(globalThis, '__turbopack_require__'), false);
  const slot = moduleSlot('value', '__turbopack_require__');
  assert.equal(Reflect.get(globalThis, '__turbopack_require__')(slot.id), 'value');
});

test('the usual name is that of the bundler that is there', () => {
  assert.equal(usualRequireName(), NAME);
  Object.assign(globalThis, { __vite_rsc_require__: () => {} });
  assert.equal(usualRequireName(), '__vite_rsc_require__');
});
