// @ts-check
// A page of a React server, rendered to HTML in this process and used without JavaScript.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { createServerReference, setReactBinding } from '@callgate/runtime/ssr';
import { webpackSsrBinding } from '@callgate/runtime/react/webpack-ssr';
import { createElement, useActionState } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { renderToReadableStream } from 'react-dom/server.edge';
import { formOf, post } from './support/forms.mjs';
import { startServer } from './support/process.mjs';

const load = createRequire(import.meta.url);
const { createFromReadableStream } = load('react-server-dom-webpack/client.edge');
setReactBinding(webpackSsrBinding());

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
before(async () => {
  server = await startServer(new URL('support/page-server.mjs', import.meta.url));
});
after(() => server.stop());

/** The page's elements, as this process decodes them. */
async function fetchPage() {
  const { body } = await fetch(`${server.origin}/page`);
  return createFromReadableStream(body, {
    serverConsumerManifest: { moduleMap: {}, serverModuleMap: null, moduleLoading: null },
  });
}

const renderers = {
  renderToReadableStream: async (/** @type {import('react').ReactNode} */ page) =>
    new Response(await renderToReadableStream(page)).text(),
  renderToPipeableStream: (/** @type {import('react').ReactNode} */ page) =>
    text(renderToPipeableStream(page).pipe(new PassThrough())),
};

for (const [name, render] of Object.entries(renderers)) {
  test(`${name}: a form with sealed captures and bound arguments works`, async () => {
    const html = await render(await fetchPage());
    assert.doesNotMatch(html, /Ada|only on the server/);
    const { attributes, form } = formOf(html, 'pay');
    assert.match(attributes, /method="POST"/);
    assert.match(attributes, /encType="multipart\/form-data"/);
    assert.deepEqual(await post(server.origin, form), {
      status: 200,
      body: { result: 'Ada pays 7 for a <pay> & "more"', formState: null },
    });
  });
}

test('a form without bound arguments works', async () => {
  const html = await renderers.renderToPipeableStream(await fetchPage());
  const { body } = await post(server.origin, formOf(html, 'plain').form);
  assert.equal(body.result, 'plain a <plain> & "more"');
});

test('renderToString, which cannot wait, renders a form of a stub', async () => {
  const plain = createServerReference('3'.padStart(40, '0'), 1, 'plain');
  const action = /** @type {any} */ (plain);
  const html = renderToString(createElement('form', { id: 'stub', action }));
  const { body } = await post(server.origin, formOf(html, 'stub').form);
  assert.equal(body.result, 'plain null');
});

const count = createServerReference('2'.padStart(40, '0'), 2, 'count');

/** A client component. */
function Counter() {
  const [state, action] = useActionState(/** @type {any} */ (count), 40);
  return createElement(
    'form',
    { id: 'count', action },
    createElement('input', { name: 'by', defaultValue: 2 }),
    createElement('output', null, String(state)),
  );
}

test('the state of a form comes back into the page', async () => {
  const html = await renderers.renderToReadableStream(createElement(Counter));
  assert.match(html, /<output>40<\/output>/);
  const { body } = await post(server.origin, formOf(html, 'count').form);
  assert.equal(body.result, 42);
  const stream = await renderToReadableStream(createElement(Counter), {
    formState: body.formState,
  });
  assert.match(await new Response(stream).text(), /<output>42<\/output>/);
});

test('what was sealed does not open when it was changed', async () => {
  const { form } = formOf(await renderers.renderToReadableStream(await fetchPage()), 'pay');
  const [field, sealed] = [...form].find(([, value]) => /[\w-]{60}/.test(String(value))) ?? [];
  assert.ok(field !== undefined);
  const changed = String(sealed).replace(/[\w-]{60}/, (part) => [...part].toReversed().join(''));
  form.set(field, changed);
  assert.equal((await post(server.origin, form)).status, 400);
});
