// @ts-check
// A ring of keys in the environment, from one deployment to the next.

import '../support/react.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSealingKeys } from '@callgate/runtime/node';
import { openCaptures } from '../../dist/sealing/open-captures.js';
import { capture, ID, sealedText, SIGNATURE } from '../support/captured.mjs';

const [a, b, c] = ['a', 'b', 'c'].map((byte) => Buffer.alloc(32, byte).toString('base64'));

/** @param {(string | undefined)[]} keys */
async function deploy(...keys) {
  process.env['CALLGATE_KEYS'] = keys.join(',');
  await loadSealingKeys();
}

const open = (/** @type {string} */ sealed) => openCaptures(sealed, ID, SIGNATURE);
const refused = { code: 'sealed', status: 400 };

test('a key is rotated in without an interruption, and out', async () => {
  await deploy(a);
  const ofA = await sealedText(capture('sealed with a'));

  // Every instance learns the new key before one of them seals with it.
  await deploy(a, b);
  await deploy(b, a);
  const ofB = await sealedText(capture('sealed with b'));
  assert.deepEqual(await open(ofA), ['sealed with a']);
  assert.deepEqual(await open(ofB), ['sealed with b']);
  await deploy(a, b);
  assert.deepEqual(await open(ofB), ['sealed with b']);

  await deploy(b);
  await assert.rejects(open(ofA), refused);
  assert.deepEqual(await open(ofB), ['sealed with b']);

  await deploy(c);
  await assert.rejects(open(ofB), refused);
});

test('production does not start without keys, and names what makes one', async () => {
  const { NODE_ENV } = process.env;
  delete process.env['CALLGATE_KEYS'];
  process.env['NODE_ENV'] = 'production';
  try {
    await assert.rejects(
      loadSealingKeys(),
      /In production, CALLGATE_KEYS must hold the key.*`callgate keygen`/,
    );
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
});
