// @ts-check
import '../support/react.mjs';
import '../support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refresh } from '@callgate/runtime/cache';
import { isActionError, isServerFunctionError } from '@callgate/runtime/client';
import { cookies } from '@callgate/runtime/headers';
import { redirect } from '@callgate/runtime/navigation';
import { webpackTestBinding } from '@callgate/runtime/react/webpack-testing';
import {
  ActionError,
  createServerFunctionHandler,
  registerServerReference,
} from '@callgate/runtime/server';
import { createTestClient } from '@callgate/runtime/testing';
import * as compiled from '../support/compiled-module.mjs';

const id = (/** @type {number} */ digit) => digit.toString(16).padStart(40, 'f');

const own = {
  signIn: registerServerReference(async (/** @type {string} */ name) => {
    const jar = await cookies();
    jar.set('session', name, { httpOnly: true });
    refresh();
  }, id(1)),
  whoAmI: registerServerReference(async () => (await cookies()).get('session')?.value, id(2)),
  signOut: registerServerReference(async () => void (await cookies()).delete('session'), id(3)),
  leave: registerServerReference(async () => redirect('/away?x=1'), id(4)),
  buy: registerServerReference(async () => {
    throw new ActionError('out-of-stock', { status: 422, data: { left: 0 } });
  }, id(5)),
  rename: registerServerReference(
    async (/** @type {FormData} */ form) => `renamed to ${form.get('name')}`,
    id(6),
  ),
};

const functions = Object.fromEntries(
  Object.keys(own).map((name, index) => [
    id(index + 1),
    { module: 'own', export: name, name, captures: [] },
  ]),
);

/** @param {Partial<import('@callgate/runtime/testing').TestClientOptions>} [options] */
function client(options) {
  const handler = createServerFunctionHandler({
    manifest: { version: 1, functions: { ...compiled.manifest.functions, ...functions } },
    load: (module) => (module === 'own' ? own : compiled.load(module)),
    render: ({ result }) => Response.json({ result }),
    onEvent() {},
  });
  return createTestClient({ handler, react: webpackTestBinding(), ...options });
}

test('a function is called over the wire, by itself, by a reference or by its id', async () => {
  const { call } = client();
  assert.equal(await call(compiled.add, 20, 22), 42);
  assert.equal(await call(compiled.ids.add, 20, 22), 42);
  assert.equal(await call(compiled.multiplier(3), 14), 42);
  const [value] = /** @type {unknown[]} */ (
    await call(compiled.echo, new Map([['k', new Date(5)]]))
  );
  assert.deepEqual(value, new Map([['k', new Date(5)]]));
  const composed = /** @type {any} */ (await call(compiled.composer(compiled.multiplier(2)), 4));
  assert.equal(composed.result, 8);
  assert.equal(await composed.f(5), 10);
});

test('errors are those of a browser', async () => {
  const { call } = client();
  await assert.rejects(call(compiled.fail), (error) => {
    assert.ok(isServerFunctionError(error));
    assert.equal(error.status, 500);
    assert.match(error.digest ?? '', /^\w+$/);
    return !/secret/.test(error.message);
  });
  await assert.rejects(call(own.buy), (error) => {
    assert.ok(isActionError(error));
    assert.deepEqual([error.code, error.status, error.data], ['out-of-stock', 422, { left: 0 }]);
    return true;
  });
  await assert.rejects(call('0'.repeat(40)), { code: 'unavailable', status: 409 });
  await assert.rejects(
    call(() => {}),
    /is not a server function/,
  );
});

test('cookies are kept and sent', async () => {
  const browser = client({ cookies: { theme: 'dark' } });
  assert.equal(await browser.call(own.whoAmI), undefined);
  await browser.call(own.signIn, 'ada');
  assert.deepEqual([...browser.refreshed].sort(), ['cookie', 'refresh']);
  assert.deepEqual(Object.fromEntries(browser.cookies), { theme: 'dark', session: 'ada' });
  assert.equal(await browser.call(own.whoAmI), 'ada');
  assert.equal(browser.refreshed.size, 0);
  await browser.call(own.signOut);
  assert.deepEqual([...browser.cookies.keys()], ['theme']);
});

test('a redirect is told, not followed', async () => {
  const browser = client({ origin: 'https://shop.test' });
  await browser.call(own.leave);
  assert.equal(browser.redirect?.url, 'https://shop.test/away?x=1');
  await browser.call(compiled.add, 1, 2);
  assert.equal(browser.redirect, undefined);
});

test('a page of another origin is refused', async () => {
  const { call } = client({
    headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
  });
  await assert.rejects(call(compiled.add, 1, 2), { code: 'origin', status: 403 });
});

test('a form is posted as without JavaScript', async () => {
  const { submit } = client();
  const form = new FormData();
  form.append(`$ACTION_ID_${id(6)}`, '');
  form.append('name', 'Ada');
  const response = await submit('/profile', form);
  assert.deepEqual(await response.json(), { result: 'renamed to Ada' });
});

test('the host gets its context, and what nobody answers is an error', async () => {
  const { call } = client({ context: { user: 7 } });
  const description = /** @type {{ context: unknown }} */ (await call(compiled.describeCall));
  assert.deepEqual(description.context, { user: 7 });
  const lost = client({ base: '/elsewhere' });
  await assert.rejects(lost.call(compiled.add), /does not answer POST \/elsewhere\/0/);
});
