// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { bindServerReference, configureSealing } from '@callgate/runtime/server';
import fc from 'fast-check';
import { isRefusal } from '../../dist/refusal.js';
import { openCaptures } from '../../dist/sealing/open-captures.js';
import { capture, ID, sealedText, SIGNATURE } from '../support/captured.mjs';
import '../support/react.mjs';

const keys = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));

beforeEach(() => configureSealing({ keys: [/** @type {Uint8Array} */ (keys[0])] }));

/** @param {unknown} sealed @param {string} [id] @param {string} [signature] */
const open = (sealed, id = ID, signature = SIGNATURE) => openCaptures(sealed, id, signature);

/** @param {unknown} sealed @param {string} [id] @param {string} [signature] */
async function isRefused(sealed, id, signature) {
  await assert.rejects(
    open(sealed, id, signature),
    (error) => isRefusal(error) && error.code === 'sealed' && error.status === 400,
  );
}

test('a sealed text opens for its function and its list of captures', async () => {
  const sealed = await sealedText(capture({ id: 7 }));
  assert.match(sealed, /^[\w-]+$/);
  assert.deepEqual(await open(sealed), [{ id: 7 }]);
  assert.deepEqual(await open(Promise.resolve(sealed)), [{ id: 7 }]);
});

test('it does not open for another function or another list of captures', async () => {
  const sealed = await sealedText(capture(1));
  await isRefused(sealed, 'd'.repeat(40));
  await isRefused(sealed, ID, 'value,other');
  await isRefused(sealed, `${ID}value`, '');
});

test('sealing twice gives two texts, and neither shows the value', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(() => sealedText(capture('SECRET'.repeat(9)))),
  );
  assert.notEqual(first, second);
  assert.doesNotMatch(Buffer.from(String(first), 'base64url').toString('latin1'), /SECRET/);
});

test('every changed, missing or added byte is refused', async () => {
  const bytes = Buffer.from(await sealedText(capture('value')), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = /** @type {number} */ (changed[at]) ^ (1 << (at % 8));
    await isRefused(changed.toString('base64url'));
    await isRefused(bytes.subarray(0, at).toString('base64url'));
  }
  await isRefused(Buffer.concat([bytes, Buffer.from([0])]).toString('base64url'));
});

test('what is no sealed text is refused', async () => {
  const sealed = await sealedText(capture(1));
  const wrong = [
    undefined,
    null,
    0,
    {},
    [],
    [sealed],
    '',
    ' ',
    `${sealed} `,
    ` ${sealed}`,
    `${sealed}=`,
    `${sealed}\n`,
    '__proto__',
    'A',
    '\0',
    'A'.repeat(1_000_000),
    { toString: () => sealed },
    new String(sealed),
    Promise.reject(new Error('closed')),
    Promise.resolve({}),
  ];
  for (const value of wrong) await isRefused(value);
});

test('random text is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc
          .uint8Array({ maxLength: 200 })
          .map((bytes) => Buffer.from([1, ...bytes]).toString('base64url')),
      ),
      (text) => isRefused(text),
    ),
    { numRuns: 500, seed: 20261122 },
  );
});

test('all refusals look alike', async () => {
  const sealed = await sealedText(capture(1));
  const codes = new Set();
  for (const [value, id] of [
    [sealed.slice(0, -4), ID],
    ['', ID],
    [sealed, 'd'.repeat(40)],
    [1, ID],
  ]) {
    await open(value, String(id)).catch((error) => codes.add(`${error.status} ${error.code}`));
  }
  assert.deepEqual([...codes], ['400 sealed']);
});

test('a new current key seals, and the previous ones still open', async () => {
  const [first, second, third] = /** @type {[Uint8Array, Uint8Array, Uint8Array]} */ (keys);
  const old = await sealedText(capture('old'));
  configureSealing({ keys: [second, first] });
  const fresh = await sealedText(capture('new'));
  assert.deepEqual(await open(old), ['old']);
  configureSealing({ keys: [third, second] });
  assert.deepEqual(await open(fresh), ['new']);
  await isRefused(old);
});

test('keys can be bytes, base64 or base64url', async () => {
  const bytes = new Uint8Array(32).fill(0xfb);
  configureSealing({ keys: [bytes] });
  const sealed = await sealedText(capture(1));
  for (const encoding of /** @type {const} */ (['base64', 'base64url'])) {
    configureSealing({ keys: [` ${Buffer.from(bytes).toString(encoding)}\n`] });
    assert.deepEqual(await open(sealed), [1]);
  }
});

test('what is older than the limit is refused', async () => {
  const [key] = /** @type {[Uint8Array]} */ (/** @type {unknown} */ (keys));
  const sealed = await sealedText(capture(1));
  configureSealing({ keys: [key], maxAge: 60 });
  assert.deepEqual(await open(sealed), [1]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  configureSealing({ keys: [key], maxAge: 0.02 });
  await isRefused(sealed);
});

test('what was sealed in one session does not open in another', async () => {
  const [key] = /** @type {[Uint8Array]} */ (/** @type {unknown} */ (keys));
  /** @type {string | undefined} */
  let user = 'ada';
  configureSealing({ keys: [key], session: () => user });
  const sealed = await sealedText(capture(1));
  assert.deepEqual(await open(sealed), [1]);
  for (user of ['bob', '', undefined]) await isRefused(sealed);
});

test('an authentic text that names a function that is gone is another version, not a forgery', async () => {
  const gone = bindServerReference(() => {}, 'e'.repeat(40), null, { name: 'gone', length: 0 });
  const sealed = await sealedText(capture({ gone }));
  await assert.rejects(open(sealed), (error) => isRefusal(error) && error.code === 'unavailable');
});

test('wrong options are named', () => {
  /** @type {[any, RegExp][]} */
  const wrong = [
    [{ keys: [] }, /`keys`/],
    [{ keys: ['short'] }, /`keys\[0\]`/],
    [{ keys: [keys[0], new Uint8Array(16)] }, /`keys\[1\]`/],
    [{ keys: ['*'.repeat(43)] }, /`keys\[0\]`/],
    [{ keys: [keys[0]], maxAge: 0 }, /`maxAge`/],
    [{ keys: [keys[0]], maxAge: Number.NaN }, /`maxAge`/],
    [{ keys: [keys[0]], session: 'x' }, /`session`/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(
      () => configureSealing(options),
      (error) => error instanceof TypeError && message.test(error.message),
    );
  }
});
