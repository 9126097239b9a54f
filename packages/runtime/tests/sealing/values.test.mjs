// @ts-check
import '../support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerClientReference } from '@callgate/runtime/server';
import { createElement } from 'react';
import { capture, ID, sealAndOpen, trip } from '../support/captured.mjs';
import { clientModules, ReactServer } from '../support/react.mjs';

/** @type {[string, unknown][]} */
const values = [
  ['strings', ['', 'text', '$text', '@x', '\0', '\u2028', '😀', 'x'.repeat(5000)]],
  ['numbers', [0, -0, 1.5, Number.NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER]],
  ['the rest of the primitives', [null, undefined, true, 10n ** 40n, Symbol.for('tag')]],
  ['dates', [new Date(0), new Date('2026-11-22T10:00:00.123Z')]],
  ['maps and sets', [new Map([[{ k: 1 }, new Set([1, 'a'])]]), new Set([new Map()])]],
  ['plain objects', { a: { b: [1, { c: null }] }, '': 1, 'with space': 2 }],
  [
    'typed arrays',
    [new Uint8Array([1, 2, 255]), new Float64Array([1.5]), new BigInt64Array([-1n])],
  ],
  ['buffers', [new Uint8Array([1, 2, 3]).buffer, new DataView(new Uint8Array([9, 8]).buffer)]],
];

for (const [name, value] of values) {
  test(`${name} survive`, async () => {
    assert.deepEqual(await sealAndOpen(value), value);
  });
}

test('form data survives, files included', async () => {
  const form = new FormData();
  form.append('name', 'a');
  form.append('name', 'b');
  form.append('file', new Blob(['content'], { type: 'text/plain' }));
  const opened = await sealAndOpen(form);
  assert.deepEqual(opened.getAll('name'), ['a', 'b']);
  assert.equal(await opened.get('file').text(), 'content');
});

test('promises survive, resolved and rejected', async () => {
  const late = new Promise((resolve) => setTimeout(() => resolve({ late: new Date(5) }), 5));
  const opened = await sealAndOpen({ late, inner: Promise.resolve(Promise.resolve(1)) });
  assert.ok(opened.late instanceof Promise);
  assert.deepEqual(await opened.late, { late: new Date(5) });
  assert.equal(await opened.inner, 1);
});

test('async iterables and streams survive', async () => {
  async function* generate() {
    yield 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield { two: 2 };
  }
  const opened = await sealAndOpen({ generated: generate(), stream: new Response('text').body });
  const seen = [];
  for await (const item of opened.generated) seen.push(item);
  assert.deepEqual(seen, [1, { two: 2 }]);
  assert.equal(await new Response(opened.stream).text(), 'text');
});

test('one object in two places stays one object', async () => {
  const shared = { id: 1 };
  const opened = await sealAndOpen({ a: shared, b: [shared] });
  assert.equal(opened.a, opened.b[0]);
});

test('a cycle of plain objects stays a cycle', async () => {
  /** @type {Record<string, unknown>} */
  const node = { id: 1 };
  node['self'] = node;
  const opened = await sealAndOpen(node);
  assert.equal(opened.self, opened);
});

test('a captured client reference is the same one afterwards', async () => {
  const Button = registerClientReference(() => {}, 'button.tsx', 'Button');
  assert.equal((await sealAndOpen({ Button })).Button, Button);
});

test('a client reference whose module is not loaded comes back under its id', async () => {
  const Other = ReactServer.registerClientReference(() => {}, 'other#name.tsx', 'default');
  const opened = await sealAndOpen([Other]);
  assert.equal(opened[0].$$id, 'other#name.tsx#default');
  assert.equal(opened[0].$$typeof, Symbol.for('react.client.reference'));
  assert.throws(() => opened[0](), /on the client/);
});

test('a captured element can be rendered, its client components included', async () => {
  const Button = registerClientReference(
    /** @type {(props: { label: string, action: Function }) => null} */ (() => assert.fail()),
    'button.tsx',
    'Button',
  );
  const client = { Button: () => null };
  clientModules.set('button.tsx', client);
  const Server = async (/** @type {{ n: number }} */ { n }) => createElement('b', null, n + 1);
  const opened = await sealAndOpen(
    createElement(
      'p',
      { title: 't' },
      createElement(Button, { label: 'l', action: capture(1) }),
      createElement(Server, { n: 1 }),
    ),
  );
  const rendered = resolveLazy(await trip.passThrough(opened));
  assert.equal(rendered.props.title, 't');
  const [button, server] = rendered.props.children.map(resolveLazy);
  assert.equal(resolveLazy(button.type), client.Button);
  assert.equal(button.props.label, 'l');
  assert.equal(await button.props.action('x'), 1);
  assert.equal(server.props.children, 2);
});

/** What React would render in place of a value that arrived late. @param {any} value */
function resolveLazy(value) {
  return value?._init === undefined ? value : value._init(value._payload);
}

test('a captured server reference can be called, bound and serialised again', async () => {
  const inner = capture({ inner: new Date(7) }, 'inner');
  const opened = await sealAndOpen({ inner, bound: inner.bind(null, 'x') });
  assert.equal(opened.inner.$$id, ID);
  assert.equal(await opened.bound('y'), 2);
  const revived = await trip.revive(opened.inner.bind(null, 1));
  assert.equal(await revived(2, 3), 3);
});

test('references nested in references keep their own captures', async () => {
  let reference = capture('innermost', 'level0');
  for (let level = 1; level < 6; level += 1) {
    reference = capture({ inner: reference }, `level${level}`);
  }
  let opened = await sealAndOpen(reference);
  for (let level = 5; level > 0; level -= 1) {
    await opened();
    opened = (await import('../support/captured.mjs')).received.inner;
  }
  await opened();
  assert.equal((await import('../support/captured.mjs')).received, 'innermost');
});

test('missing and undefined values keep their places', async () => {
  assert.deepEqual(await sealAndOpen([undefined, 1, undefined]), [undefined, 1, undefined]);
  assert.equal(await sealAndOpen(undefined), undefined);
});

test('what React cannot serialise is refused with the function and the reason', async () => {
  class Local {}
  for (const [value, reason] of /** @type {[unknown, RegExp][]} */ ([
    [() => {}, /Functions cannot be passed/],
    [new Local(), /Only plain objects/],
    [{ deep: [Symbol('local')] }, /global symbols/],
  ])) {
    await assert.rejects(
      Reflect.get(capture(value), '$$bound')[0],
      (/** @type {Error} */ error) =>
        error.message.startsWith(
          'The values that the server function "save" captures cannot be sealed: ',
        ) && reason.test(error.message),
    );
  }
});
