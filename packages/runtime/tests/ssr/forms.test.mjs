// @ts-check
// Runs without the condition `react-server`: this is the graph that renders HTML.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createServerReference, setReactBinding } from '@callgate/runtime/ssr';
import { webpackSsrBinding } from '@callgate/runtime/react/webpack-ssr';
import { createElement, Suspense, useActionState } from 'react';
import { renderToReadableStream, renderToString } from 'react-dom/server.edge';

const ReactEdge = createRequire(import.meta.url)('react-server-dom-webpack/client.edge');

const ID = 'a'.repeat(40);
const early = createServerReference(ID, 1, 'early');
setReactBinding(webpackSsrBinding());
const late = createServerReference(ID, 2, 'late');

/** @param {unknown} action */
function formWith(action) {
  return createElement('form', /** @type {object} */ ({ action }));
}

/** @param {import('react').ReactNode} node */
async function render(node) {
  return new Response(await renderToReadableStream(node)).text();
}

for (const [name, reference] of /** @type {const} */ ([
  ['before', early],
  ['after', late],
])) {
  test(`a form with a reference made ${name} the binding works without JavaScript`, async () => {
    const html = await render(formWith(reference));
    assert.match(html, /<form action="" encType="multipart\/form-data" method="POST">/);
    assert.match(html, new RegExp(`name="\\$ACTION_ID_${ID}"`));
  });
}

test('bound arguments are written into the form', async () => {
  const html = await render(formWith(late.bind(null, { id: 7 })));
  assert.match(html, /name="\$ACTION_REF_/);
  assert.match(html, /&quot;id&quot;:7/);
  assert.match(html, new RegExp(ID));
});

test('an action with state carries its key', async () => {
  function Form() {
    const [, action] = useActionState(/** @type {any} */ (late), null);
    return formWith(action);
  }
  const html = await render(createElement(Form));
  assert.match(html, /name="\$ACTION_REF_/);
  assert.match(html, /name="\$ACTION_KEY"/);
});

/** References that React makes itself, and those of ours. @type {[string, any][]} */
const kinds = [
  ['React', ReactEdge.createServerReference(ID, () => assert.fail('nothing is called'))],
  ['ours', late],
];
for (const [whose, reference] of kinds) {
  test(`renderToString cannot wait for bound arguments to be encoded (${whose})`, async () => {
    assert.match(renderToString(formWith(reference)), /name="\$ACTION_ID_/);
    const bound = reference.bind(null, { id: 7 });
    assert.throws(
      () => renderToString(formWith(bound)),
      /suspended while responding to synchronous|error #426/,
    );
    const html = renderToString(createElement(Suspense, { fallback: 'waiting' }, formWith(bound)));
    assert.match(html, /waiting/);
    await render(formWith(bound));
    // React keeps what it has encoded.
    assert.match(renderToString(formWith(bound)), /name="\$ACTION_REF_/);
  });
}

test('a call while the page is rendered is refused with the remedy', async () => {
  await assert.rejects(late(1), /cannot be called while the page is rendered/);
  assert.equal(late.name, 'late');
});
