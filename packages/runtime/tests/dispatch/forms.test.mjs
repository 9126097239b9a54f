// @ts-check
// Forms that are posted without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { cookies } from '@callgate/runtime/headers';
import { ids, load, loads, manifest, reached, reset } from '../support/actions-module.mjs';
import { fill, renderAction } from '../support/forms.mjs';
import { floors } from '../support/react-floors.mjs';
import { codeOf, overBoth } from '../support/transports.mjs';

/** @type {import('@callgate/runtime/server').RenderPage} */
const render = async ({ request, result, formState, error, status }) =>
  new Response(
    JSON.stringify(
      {
        path: new URL(request.url).pathname,
        result,
        formState,
        error: error && { code: error.code, data: error.data },
        cookie: (await cookies()).get('went')?.value ?? null,
      },
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    ),
    { status, headers: { 'x-page': '1', 'cache-control': 'public' } },
  );

const app = { manifest, load, render };

/** @param {import('../support/transports.mjs').Transport} transport @param {RequestInit['body']} body @param {RequestInit} [init] */
async function post(transport, body, init = {}) {
  const response = await transport.fetch('/posts/1?edit', {
    method: 'POST',
    body: body ?? null,
    redirect: 'manual',
    ...init,
    headers: { origin: transport.origin, ...Object.fromEntries(new Headers(init.headers)) },
  });
  assert.ok(response !== null);
  return response;
}

overBoth('a form runs its action, and the page is rendered with it', app, async (transport) => {
  const body = fill(await renderAction(String(ids.save)), { title: 'Hello', tag: 'a' });
  body.append('tag', 'b');
  const response = await post(transport, body);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('x-page'), '1');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(await response.json(), {
    path: '/posts/1',
    result: { bound: [], title: 'Hello', keys: ['title', 'tag', 'tag'] },
    formState: null,
    cookie: null,
  });
});

overBoth('bound arguments come first', app, async (transport) => {
  const bound = [1n, new Map([['a', [new Date(5)]]]), undefined];
  const body = fill(await renderAction(String(ids.save), bound), { title: 'x' });
  reset();
  await (await post(transport, body)).text();
  const [args] = reached.get('save') ?? [];
  assert.deepEqual(args?.slice(0, -1), bound);
  assert.deepEqual(fieldsOf(args?.at(-1)), [['title', 'x']]);
});

overBoth('the state of useActionState finds its form', app, async (transport) => {
  const body = fill(await renderAction(String(ids.save), ['before'], { key: 'k1' }), {
    title: 'x',
  });
  const { result, formState } = await (await post(transport, body)).json();
  assert.deepEqual(result.bound, ['before']);
  assert.deepEqual(formState, [result, 'k1', ids.save, 0]);
});

overBoth('a button with an action of its own wins over its form', app, async (transport) => {
  const form = await renderAction(String(ids.hang), ['not used'], { prefix: '1' });
  for (const [name, value] of await renderAction(String(ids.save), ['used'], { prefix: '2' })) {
    form.append(name, value);
  }
  const { result } = await (await post(transport, fill(form, { title: 'x' }))).json();
  assert.deepEqual(result.bound, ['used']);
});

overBoth('prefixes of the app are part of the names', app, async (transport) => {
  for (const prefix of ['my-app.2', ':app:2', 'a:0']) {
    const body = await renderAction(String(ids.save), [1], { prefix });
    assert.equal((await post(transport, body)).status, 200, prefix);
  }
});

overBoth('a redirect is 303, with its cookies', app, async (transport) => {
  const body = fill(await renderAction(String(ids.saveAndGo)), { title: 'new' });
  const response = await post(transport, body);
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/posts/new');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(await response.text(), '');
  const go = await post(transport, await renderAction(String(ids.go), ['/x']));
  assert.equal(go.status, 303);
  assert.match(String(go.headers.getSetCookie()), /^went=1/);
});

overBoth('an ActionError is shown by the page, with its status', app, async (transport) => {
  const response = await post(transport, await renderAction(String(ids.rejectForm)));
  assert.equal(response.status, 422);
  const { error, result } = await response.json();
  assert.deepEqual(error, { code: 'invalid', data: { title: 'is too short' } });
  assert.equal(result, undefined);
});

overBoth('notFound and its kin are the status of the page', app, async (transport) => {
  for (const [name, status] of /** @type {const} */ ([
    ['missing', 404],
    ['signIn', 401],
    ['keepOut', 403],
  ])) {
    const response = await post(transport, await renderAction(String(ids[name]), []), {
      headers: {},
    }).catch(() => null);
    // Over Node the transport cannot tell a page with 404 from no answer.
    if (response !== null) assert.equal(response.status, status);
  }
});

overBoth(
  'the page sees the cookies that the action has set',
  { ...app, render: async () => Response.json((await cookies()).get('a')?.value) },
  async (transport) => {
    const response = await post(transport, await renderAction(String(ids.setCookie), ['a', 'new']));
    assert.equal(await response.json(), 'new');
    assert.match(String(response.headers.getSetCookie()), /^a=new/);
  },
);

overBoth(
  'schemas, limits and middleware hold for forms, too',
  {
    ...app,
    limits: { body: 2000 },
    functions: {
      'app/actions.ts#save': {
        schema: z.tuple([z.instanceof(FormData).refine((form) => form.get('title') !== '')]),
        limits: { body: 600, parts: 3 },
        middleware: [
          async ({ request }, next) =>
            request.headers.get('x-user') === 'eve' ? new Response(null, { status: 429 }) : next(),
        ],
      },
      'app/actions.ts#echo': { limits: { boundArguments: 2 } },
    },
  },
  async (transport) => {
    const form = () => renderAction(String(ids.save));
    assert.equal((await post(transport, fill(await form(), { title: 'x' }))).status, 200);
    assert.equal((await post(transport, fill(await form(), { title: '' }))).status, 400);
    assert.equal(
      (await post(transport, fill(await form(), { title: 'x'.repeat(600) }))).status,
      413,
    );
    assert.equal(
      (await post(transport, fill(await form(), { title: 'x'.repeat(3000) }))).status,
      413,
    );
    const fields = { title: 'x', a: '', b: '', c: '' };
    assert.equal((await post(transport, fill(await form(), fields))).status, 413);
    const eve = await post(transport, await form(), { headers: { 'x-user': 'eve' } });
    assert.equal(eve.status, 429);
    assert.equal((await post(transport, await renderAction(String(ids.echo), [1, 2]))).status, 200);
    const bound = await post(transport, await renderAction(String(ids.echo), [1, 2, 3]));
    assert.equal(bound.status, 400);
    await bound.text();
  },
);

overBoth('a form from elsewhere is refused before it is read', app, async (transport) => {
  const body = await renderAction(String(ids.save));
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    assert.equal((await post(transport, body, { headers })).status, 403);
  }
});

/** @param {unknown} form */
function fieldsOf(form) {
  assert.ok(form instanceof FormData);
  return [...form];
}

/** @param {Record<string, string>} fields */
function formOf(fields) {
  return fill(new FormData(), fields);
}

overBoth('a form has exactly one action, well formed and known', app, async (transport) => {
  reset();
  const id = String(ids.save);
  const known = { [`$ACTION_ID_${id}`]: '' };
  /** @param {unknown} root @param {Record<string, string>} [more] */
  const reference = (root, more = {}) =>
    formOf({
      $ACTION_REF_1: '',
      '$ACTION_1:0': typeof root === 'string' ? root : JSON.stringify(root),
      ...more,
    });
  const bound = { '$ACTION_1:1': '[1]' };
  /** @type {[number, string, FormData][]} */
  const table = [
    [400, 'form', formOf({})],
    [400, 'form', formOf({ title: 'no action' })],
    [400, 'form', formOf({ $ACTION_KEY: 'k' })],
    [400, 'id', formOf({ $ACTION_ID_: '' })],
    [400, 'id', formOf({ $ACTION_ID___proto__: '' })],
    [400, 'id', formOf({ [`$ACTION_ID_${id}#save`]: '' })],
    [400, 'id', formOf({ [`$ACTION_ID_${id.toUpperCase().replace('6', 'A')}`]: '' })],
    [409, 'unavailable', formOf({ [`$ACTION_ID_${'f'.repeat(40)}`]: '' })],
    [400, 'form', formOf({ [`$ACTION_ID_${id}`]: 'x' })],
    [400, 'form', formOf({ ...known, $ACTION_: '' })],
    [400, 'form', formOf({ ...known, $ACTION_X: '' })],
    [400, 'form', formOf({ ...known, '$ACTION_a b:0': '' })],
    [400, 'form', formOf({ ...known, $ACTION_REF_: '' })],
    [400, 'form', formOf({ ...known, '$ACTION_REF_a:b': '' })],
    [400, 'form', formOf({ ...known, constructor: '' })],
    [400, 'form', formOf({ ...known, $ACTION_REF_1: '', $ACTION_REF_2: '' })],
    [400, 'form', formOf({ $ACTION_REF_1: '' })],
    [400, 'form', reference('{')],
    [400, 'id', reference('null')],
    [400, 'id', reference({})],
    [400, 'id', reference([id])],
    [400, 'id', reference({ id: 1 })],
    [400, 'id', reference({ id: `${id}#x`, bound: null })],
    [409, 'unavailable', reference({ id: 'f'.repeat(40), bound: null })],
    [400, 'arguments', reference({ id, bound: '$@1' })],
    [400, 'arguments', reference({ id, bound: '$@1' }, { '$ACTION_1:1': '{}' })],
    [400, 'arguments', reference({ id, bound: '$@1' }, { '$ACTION_1:1': '[' })],
    [400, 'arguments', reference({ id, bound: '$@1' }, { ...bound, '$ACTION_1:x': '1' })],
    [400, 'arguments', reference({ id, bound: 1 }, bound)],
    [400, 'arguments', reference({ id, bound: { length: 3 } }, bound)],
    [400, 'arguments', reference({ id, bound: '$@1', constructor: 1 }, bound)],
  ];
  for (const [status, code, body] of table) {
    const response = await post(transport, body);
    const name = JSON.stringify([...body]);
    assert.equal(response.status, status, name);
    assert.equal(await codeOf(response), code, name);
  }
  const twice = formOf(known);
  twice.append(`$ACTION_ID_${id}`, '');
  assert.equal((await post(transport, twice)).status, 400);
  const roots = reference({ id, bound: '$@1' }, bound);
  roots.append('$ACTION_1:0', JSON.stringify({ id: ids.hang, bound: null }));
  assert.equal((await post(transport, roots)).status, 400);
  const keys = fill(await renderAction(id, [1], { key: 'a' }), { $ACTION_KEY: 'b' });
  assert.equal((await post(transport, keys)).status, 400);
  assert.deepEqual(reached.get('save'), undefined);
  assert.deepEqual(loads, []);
});

overBoth('what is no form of a page is left to others', app, async (transport) => {
  const { origin } = transport;
  for (const [method, type, body] of [
    ['GET', null, null],
    ['POST', 'text/plain', '[]'],
    ['POST', 'application/x-www-form-urlencoded', `$ACTION_ID_${ids.save}=`],
    ['POST', 'application/json', '{}'],
    ['PUT', 'multipart/form-data; boundary=b', '--b--'],
  ]) {
    const headers = { origin, ...(type && { 'content-type': type }) };
    const init = { method: String(method), headers, body: body ?? null };
    assert.equal(await transport.fetch('/posts', init), null);
  }
});

test('paths that are no pages keep their bodies', async () => {
  const handler = createServerFunctionHandler({
    ...app,
    isPage: (path) => !path.startsWith('/api/'),
  });
  const body = await renderAction(String(ids.save));
  const init = { method: 'POST', body, headers: { origin: 'http://app.test' } };
  const request = new Request('http://app.test/api/upload', init);
  assert.equal(await handler(request), null);
  assert.equal(request.bodyUsed, false);
  assert.equal((await handler(new Request('http://app.test/posts', init)))?.status, 200);
});

test('without `render`, forms are left to others', async () => {
  const handler = createServerFunctionHandler({ manifest, load });
  const body = await renderAction(String(ids.save));
  const init = { method: 'POST', body, headers: { origin: 'http://app.test' } };
  assert.equal(await handler(new Request('http://app.test/posts', init)), null);
});

test('arguments are those that decodeAction of every React gives', async () => {
  for (const { version, server } of floors) {
    /** @type {unknown[]} */
    let theirs = [];
    const { save } = /** @type {any} */ ({
      save: server.registerServerReference(
        async (/** @type {unknown[]} */ ...args) => {
          theirs = args;
        },
        String(ids.save),
        null,
      ),
    });
    const module = { id: version, chunks: [], name: 'save' };
    const body = fill(await renderAction(String(ids.save), [{ a: 1n }, ['x']]), { title: 'T' });
    const before = Reflect.get(globalThis, '__webpack_require__');
    Reflect.set(globalThis, '__webpack_require__', () => ({ save }));
    try {
      await (
        await server.decodeAction(body, { [String(ids.save)]: module })
      )();
    } finally {
      Reflect.set(globalThis, '__webpack_require__', before);
    }
    reset();
    const handler = createServerFunctionHandler(app);
    const init = { method: 'POST', body, headers: { origin: 'http://app.test' } };
    await handler(new Request('http://app.test/', init));
    const [ours] = reached.get('save') ?? [];
    assert.deepEqual(ours?.slice(0, -1), theirs.slice(0, -1), version);
    assert.deepEqual(fieldsOf(ours?.at(-1)), fieldsOf(theirs.at(-1)));
  }
});
