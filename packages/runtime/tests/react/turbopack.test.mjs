// @ts-check
// What differs between React's packages for webpack and for Turbopack, checked over the modules of
// the second, whose newest version is below its floor: no binding of this package starts with it.

import '../support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createClientBinding } from '@callgate/runtime/react/client';
import { createServerBinding } from '@callgate/runtime/react/server';
import {
  bindServerReference,
  registerClientReference,
  setReactBinding,
} from '@callgate/runtime/server';
import { entry, hoisted, ID } from '../support/hoisted-function.mjs';

const load = createRequire(import.meta.url);
const server = load('react-server-dom-turbopack/server');
const client = load('react-server-dom-turbopack/client.edge');
const binding = createServerBinding({ server, client, requireName: '__turbopack_require__' });
setReactBinding(binding);

test('arguments travel', async () => {
  const args = [1, new Map([['k', new Date(5)]]), { deep: [undefined] }];
  const body = await createClientBinding(client).encodeReply(args);
  const resolve = () => assert.fail('there is no reference');
  assert.deepEqual(await binding.decodeReply(body, { resolve }), args);
});

test('a reference among the arguments is for the resolver to decide about', async () => {
  const resolve = () => {
    throw new Error('refused');
  };
  const body = new FormData();
  body.append('1', JSON.stringify({ id: `${ID}#constructor`, bound: null }));
  body.append('0', '["$h1"]');
  await assert.rejects(binding.decodeReply(body, { resolve }), /refused/);
});

test('captures travel sealed, with references to the server and to the client', async () => {
  const onClient = registerClientReference(() => {}, 'module', 'Button');
  const inner = bindServerReference(hoisted, ID, () => [['inner']], {
    name: 'inner',
    length: 0,
    signature: 'values',
  });
  const outer = bindServerReference(hoisted, ID, () => [[1, inner, onClient]], {
    name: 'outer',
    length: 0,
    signature: 'values',
  });
  const sealed = await Reflect.get(outer, '$$bound')[0];
  const result = /** @type {any} */ (await Reflect.apply(entry, null, [sealed, 'x']));
  assert.equal(result[0][0], 1);
  assert.deepEqual(await result[0][1]('y'), [['inner'], ['y']]);
  assert.equal(result[0][2], onClient);
  assert.deepEqual(result[1], ['x']);
});
