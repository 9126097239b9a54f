// @ts-check
// What differs between React's packages for webpack and for Parcel, checked over the modules of the
// second, whose newest version is below its floor: no binding of this package starts with it.

import '../support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parcelServerBinding } from '@callgate/runtime/react/parcel-server';
import { createClientBinding } from '@callgate/runtime/react/client';
import { createServerBinding } from '@callgate/runtime/react/server';
import {
  bindServerReference,
  registerServerReference,
  setReactBinding,
} from '@callgate/runtime/server';
import { entry, hoisted, ID } from '../support/hoisted-function.mjs';
import { parcelClient, parcelServer } from '../../dist/react/parcel.js';

const load = createRequire(import.meta.url);
const { version } = load('react-server-dom-parcel/package.json');
const client = parcelClient(load('react-server-dom-parcel/client.browser'));
const edge = load('react-server-dom-parcel/client.edge');
const server = parcelServer(load('react-server-dom-parcel/server'));
const binding = createServerBinding({ server, client, requireName: 'parcelRequire' });
setReactBinding(binding);

test('a version with known holes is refused when its binding is made, and the advisory named', () => {
  assert.throws(
    () => parcelServerBinding(),
    new RegExp(
      `react-server-dom-parcel ${version} is open to the security release of October 2026`,
    ),
  );
});

test('arguments travel, of the browser and of server-side rendering', async () => {
  const args = [1, new Map([['k', new Date(5)]]), { deep: [undefined] }];
  const resolve = () => assert.fail('there is no reference');
  for (const react of [client, edge]) {
    const body = await createClientBinding(react).encodeReply(args);
    assert.deepEqual(await binding.decodeReply(body, { resolve }), args);
  }
});

test('a reference among the arguments is refused, whatever it names', async () => {
  for (const id of [ID, `${ID}#constructor`, 'a#b', 'toString', '']) {
    const body = new FormData();
    body.append('1', JSON.stringify({ id, bound: null }));
    body.append('0', '["$h1"]');
    const resolve = () => assert.fail('nobody asks');
    await assert.rejects(binding.decodeReply(body, { resolve }), /server reference/);
  }
});

test('a reference in a result calls the server that it came from', async () => {
  const result = { save: registerServerReference(async () => {}, 'e'.repeat(40)) };
  const response = new Response(binding.encode(result, { onError: () => {} }));
  const { decodeResponse } = createClientBinding(client);
  const decoded = /** @type {any} */ (await decodeResponse(response, async (...call) => call));
  assert.deepEqual(await decoded.save(1, 'x'), ['e'.repeat(40), [1, 'x']]);
});

test('captures travel sealed, and a captured reference can be called', async () => {
  const inner = bindServerReference(hoisted, ID, () => [['inner']], {
    name: 'inner',
    length: 0,
    signature: 'values',
  });
  const outer = bindServerReference(hoisted, ID, () => [[1, inner]], {
    name: 'outer',
    length: 0,
    signature: 'values',
  });
  const sealed = await Reflect.get(outer, '$$bound')[0];
  const result = /** @type {any} */ (await Reflect.apply(entry, null, [sealed, 'x']));
  assert.equal(result[0][0], 1);
  assert.deepEqual(await result[0][1]('y'), [['inner'], ['y']]);
  assert.deepEqual(result[1], ['x']);
});
