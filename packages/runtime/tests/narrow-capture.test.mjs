// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { narrowCapture } from '../dist/server/narrow-capture.js';

test('the copy holds what is read and nothing else', () => {
  const user = { id: 1, hash: 'x', team: { id: 2, name: 't', owner: { id: 3 } } };
  assert.deepEqual(narrowCapture(user, [['id'], ['team', 'name'], ['team', 'id']]), {
    id: 1,
    team: { name: 't', id: 2 },
  });
  assert.equal(/** @type {any} */ (narrowCapture(user, [['team']])).team, user.team);
});

test('a path that ends inside another one takes the whole of it, in any order', () => {
  const user = { team: { id: 2, name: 't' } };
  for (const paths of [
    [['team'], ['team', 'id']],
    [['team', 'id'], ['team']],
  ]) {
    assert.equal(/** @type {any} */ (narrowCapture(user, paths)).team, user.team);
  }
});

test('`null` and an empty path mean the whole value', () => {
  const user = { id: 1 };
  assert.equal(narrowCapture(user, null), user);
  assert.equal(narrowCapture(user, [['id'], []]), user);
});

test('a nullish or primitive root or step is passed as it is', () => {
  for (const value of [null, undefined, 0, '', 'text', true, 1n, Number.NaN, Symbol.for('s')]) {
    assert.deepEqual(narrowCapture(value, [['a', 'b']]), value);
    assert.deepEqual(narrowCapture({ a: value }, [['a', 'b', 'c']]), { a: value });
  }
  assert.deepEqual(narrowCapture({}, [['a', 'b']]), { a: undefined });
});

test('arrays, functions, maps and instances can be roots and steps', () => {
  assert.deepEqual(narrowCapture([1, 2, 3], [['length']]), { length: 3 });
  assert.deepEqual(
    narrowCapture(function save() {}, [['name']]),
    { name: 'save' },
  );
  assert.deepEqual(narrowCapture(new Map([[1, 2]]), [['size']]), { size: 1 });
  class User {
    #name = 'n';
    get name() {
      return this.#name;
    }
  }
  assert.deepEqual(narrowCapture({ user: new User() }, [['user', 'name']]), {
    user: { name: 'n' },
  });
});

test('a member whose getter throws is left out', () => {
  const value = {
    id: 1,
    get broken() {
      throw new Error('no');
    },
  };
  assert.deepEqual(narrowCapture(value, [['id'], ['broken']]), { id: 1 });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.deepEqual(narrowCapture(proxy, [['id']]), {});
});

test('a value whose method is read is passed whole', () => {
  const list = [1];
  assert.equal(narrowCapture(list, [['length'], ['map']]), list);
  const at = new Date(0);
  const value = { at, other: 1 };
  const copy = /** @type {any} */ (narrowCapture(value, [['at', 'getTime']]));
  assert.deepEqual(Object.keys(copy), ['at']);
  assert.equal(copy.at, at);
});

test('references and elements are passed as they are', () => {
  const reference = Object.assign(() => {}, { $$typeof: Symbol.for('react.client.reference') });
  assert.equal(narrowCapture(reference, [['displayName']]), reference);
  const element = { $$typeof: Symbol.for('react.transitional.element'), props: {} };
  const copy = /** @type {any} */ (narrowCapture({ element }, [['element', 'props']]));
  assert.equal(copy.element, element);
});

test('steps that every object answers to are never copied', () => {
  for (const step of [
    ...Object.getOwnPropertyNames(Object.prototype),
    'then',
    'toJSON',
    '$$typeof',
  ]) {
    const value = JSON.parse(`{"id": 1, ${JSON.stringify(step)}: {"polluted": true}}`);
    assert.equal(narrowCapture(value, [['id'], [step]]), value, step);
    assert.equal(narrowCapture(value, [['id'], [step, 'polluted']]), value, step);
  }
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

const key = fc.constantFrom('a', 'b', 'c', 'length', 'name', '__proto__', 'constructor', 'then');
const path = fc.array(key, { minLength: 1, maxLength: 4 });
/** @type {{ value: fc.Arbitrary<unknown> }} */
const { value } = fc.letrec((/** @type {(key: string) => fc.Arbitrary<any>} */ tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, 0, 'text', true, 5n),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('value').map((/** @type {unknown} */ inner) =>
      Object.assign(function named() {}, { a: inner }),
    ),
    tie('value').map((/** @type {unknown} */ inner) => ({
      get a() {
        if (inner === null) throw new Error('getter');
        return inner;
      },
    })),
  ),
}));

/** @param {any} root @param {string[]} steps @param {boolean} optional */
function read(root, steps, optional) {
  try {
    let current = root;
    for (const step of steps) current = optional ? current?.[step] : current[step];
    return { current };
  } catch (error) {
    return { error: /** @type {Error} */ (error).name };
  }
}

test('every read along the paths gives what it gives on the whole value', () => {
  fc.assert(
    fc.property(value, fc.array(path, { minLength: 1, maxLength: 4 }), (root, paths) => {
      const copy = narrowCapture(root, paths);
      for (const steps of paths) {
        for (const optional of [false, true]) {
          assert.deepEqual(read(copy, steps, optional), read(root, steps, optional));
        }
      }
    }),
    { numRuns: 2000, seed: 20261122 },
  );
});
