// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookies, headers } from '@callgate/runtime/headers';
import { contextOf, inContext, inRender } from '../support/request-context.mjs';

test('the cookies of the request are read', async () => {
  const context = contextOf({
    headers: { cookie: 'a=1; b=%C3%BC%20x; a=2; bad=%zz; __proto__=p' },
  });
  await inContext(context, async () => {
    const jar = await cookies();
    assert.deepEqual(jar.get('a'), { name: 'a', value: '1' });
    assert.equal(jar.get('b')?.value, 'ü x');
    assert.equal(jar.get('bad')?.value, '%zz');
    assert.equal(jar.get('__proto__')?.value, 'p');
    assert.equal(jar.get('toString'), undefined);
    assert.equal(jar.has('constructor'), false);
    assert.equal(jar.size, 4);
    assert.deepEqual(jar.getAll('a'), [{ name: 'a', value: '1' }]);
    assert.deepEqual(jar.getAll().length, 4);
    assert.deepEqual(
      Array.from(jar, ([name]) => name),
      ['a', 'b', 'bad', '__proto__'],
    );
    assert.match(String(jar), /^a=1; b=%C3%BC%20x; /);
  });
});

test('what an action sets it reads back, the re-render sees, and the answer carries', async () => {
  const context = contextOf({ headers: { cookie: 'theme=light; old=1' } });
  await inContext(context, async () => {
    const jar = await cookies();
    jar
      .set('theme', 'dark', { httpOnly: true, sameSite: 'lax', secure: true, maxAge: 60 })
      .set({ name: 'lang', value: 'de; x', path: '/docs', expires: new Date(4e12) })
      .delete('old');
    assert.equal(jar.get('theme')?.value, 'dark');
    assert.equal((await cookies()).get('lang')?.value, 'de; x');
    assert.equal(jar.has('old'), false);
  });
  await inRender(context, async () => {
    assert.equal((await cookies()).get('theme')?.value, 'dark');
    assert.equal((await cookies()).has('old'), false);
  });
  assert.deepEqual(context.effects.setCookies, [
    'theme=dark; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    'lang=de%3B%20x; Path=/docs; Expires=Tue, 02 Oct 2096 07:06:40 GMT',
    'old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ]);
});

test('of a cookie that is set twice the last is sent; another path is another cookie', async () => {
  const context = contextOf();
  await inContext(context, async () => {
    const jar = await cookies();
    jar.set('a', '1').set('a', '2', { path: '/x' }).delete('a').set('a', '3');
  });
  assert.deepEqual(context.effects.setCookies, ['a=3; Path=/', 'a=2; Path=/x']);
});

test('a path that is undefined was left out, and a number is a moment, as in Next', async () => {
  const context = contextOf({ headers: { cookie: 'b=1' } });
  /** @type {any} */
  const without = { path: undefined, expires: undefined };
  await inContext(context, async () => {
    const jar = await cookies();
    jar.set('a', '1', without).set({ name: 'c', value: '1', ...without, expires: 4e12 });
    jar.delete({ name: 'b', ...without });
    jar.set('d', '1', { expires: 5 });
    assert.equal(jar.has('d'), false);
  });
  assert.deepEqual(context.effects.setCookies, [
    'a=1; Path=/',
    'c=1; Path=/; Expires=Tue, 02 Oct 2096 07:06:40 GMT',
    'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'd=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ]);
});

test('a cookie that has expired is not read back', async () => {
  await inContext(contextOf({ headers: { cookie: 'a=1; b=1; c=1' } }), async () => {
    const jar = await cookies();
    jar.set('a', '2', { maxAge: 0 }).set('b', '2', { expires: new Date(0) });
    jar.set('c', '2', { maxAge: 10, expires: new Date(0) });
    assert.deepEqual(
      jar.getAll().map(({ name }) => name),
      ['c'],
    );
  });
});

test('what browsers ignore, or would read as something else, is refused', async () => {
  await inContext(contextOf(), async () => {
    const jar = await cookies();
    /** @type {(name: string, value: any, attributes?: object) => () => unknown} */
    const set = (name, value, attributes) => () => jar.set(name, value, attributes);
    const refused = /** @type {const} */ ([
      [set('a', 'x'.repeat(5000)), /more than 4096 bytes/],
      [set('a', '1', { sameSite: 'none' }), /needs `secure`/],
      [set('a', '1', { partitioned: true }), /needs `secure`/],
      [set('__Secure-a', '1'), /prefix needs `secure`/],
      [set('__HOST-a', '1', { secure: true, path: '/x' }), /needs the path/],
      [set('__Host-a', '1', { secure: true, domain: 'app.test' }), /no domain/],
      [set('a', '1', { path: `/${'x'.repeat(2000)}` }), /more than 1024 bytes/],
      [set('a;b', '1'), /argument name is invalid|name/],
      [set('a\r\nset-cookie: x', '1'), /name/],
      [set('a', '1', { path: '/;x' }), /path/],
      [set('a', '1', { domain: 'x;y' }), /domain/],
      [set('a', '1', { maxAge: Number.NaN }), /maxAge/],
      [set('a', '1', { expires: new Date(Number.NaN) }), /expires/],
      [set('a', 1), /must be a string/],
    ]);
    for (const [run, message] of refused) assert.throws(run, { name: 'TypeError', message });
    assert.deepEqual(jar.getAll(), []);
    jar.set('a', '\r\nset-cookie: b=1', {});
  });
});

test('a cookie with a prefix is deleted as browsers want it', async () => {
  const context = contextOf({ headers: { cookie: '__Host-session=1' } });
  await inContext(context, async () => (await cookies()).delete('__Host-session'));
  assert.deepEqual(context.effects.setCookies, [
    '__Host-session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure',
  ]);
});

test('a render, a started answer and code outside of a request cannot set cookies', async () => {
  const context = contextOf();
  await inRender(context, async () => {
    const jar = await cookies();
    assert.throws(() => jar.set('a', '1'), /was called while a page is rendered/);
    assert.throws(() => jar.delete('a'), /cookies\(\)\.delete\(\)/);
  });
  context.effects.closed = true;
  await inContext(context, async () => {
    const jar = await cookies();
    assert.throws(() => jar.set('a', '1'), /its answer has started/);
  });
  await assert.rejects(cookies(), /`cookies\(\)` was called outside of a request/);
  await assert.rejects(headers(), /`headers\(\)` was called outside of a request/);
  assert.deepEqual(context.effects.setCookies, []);
});

test('headers are read, and cannot be changed', async () => {
  const request = new Request('https://app.test', { headers: { 'x-a': '1', 'X-B': '2' } });
  await inContext(contextOf({ request }), async () => {
    const list = await headers();
    assert.equal(list.get('X-A'), '1');
    assert.deepEqual(new Headers(/** @type {Headers} */ (list)).get('x-b'), '2');
    assert.deepEqual([...list].length, 2);
    for (const method of ['set', 'append', 'delete']) {
      assert.throws(() => /** @type {any} */ (list)[method]('x-a', '3'), /cannot be changed/);
    }
  });
  assert.equal(request.headers.get('x-a'), '1');
});
