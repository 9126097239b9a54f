// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTags, pathTag, toRevalidatedPath } from '../../dist/cache/path-tags.js';

/**
 * Whether revalidating a path concerns a page.
 *
 * @param {string} path
 * @param {'page' | 'layout' | undefined} type
 * @param {string} page
 * @param {string} [route]
 */
function concerns(path, type, page, route) {
  const tags = pageTags(new URL(page, 'https://app.test'), route);
  return tags.includes(pathTag(toRevalidatedPath(path, type)));
}

test('a path concerns the page at that path alone', () => {
  assert.ok(concerns('/posts/1', undefined, '/posts/1?tab=2#x', '/posts/[id]'));
  assert.ok(concerns('/posts/1/', undefined, '/posts/1'));
  assert.ok(concerns('/posts/1', undefined, '/posts/1/'));
  assert.ok(concerns('/', undefined, '/'));
  assert.ok(!concerns('/posts', undefined, '/posts/1'));
  assert.ok(!concerns('/posts/1', undefined, '/posts/10'));
  assert.ok(!concerns('/', undefined, '/posts'));
});

test('a page concerns every page of its route', () => {
  assert.ok(concerns('/posts/[id]', 'page', '/posts/1', '/posts/[id]'));
  assert.ok(concerns('/posts/1', 'page', '/posts/1', '/posts/[id]'));
  assert.ok(concerns('/', 'page', '/'));
  assert.ok(!concerns('/posts/[id]', 'page', '/posts/1/edit', '/posts/[id]/edit'));
  assert.ok(!concerns('/posts', 'page', '/posts/1', '/posts/[id]'));
});

test('a layout concerns everything below it', () => {
  assert.ok(concerns('/', 'layout', '/posts/1', '/posts/[id]'));
  assert.ok(concerns('/posts', 'layout', '/posts/1/edit', '/posts/[id]/edit'));
  assert.ok(concerns('/posts/[id]', 'layout', '/posts/1/edit', '/posts/[id]/edit'));
  assert.ok(concerns('/posts/1', 'layout', '/posts/1/edit'));
  assert.ok(!concerns('/post', 'layout', '/posts/1', '/posts/[id]'));
  assert.ok(!concerns('/posts/[id]', 'layout', '/users/1', '/users/[id]'));
});

test('paths are compared as URLs have them', () => {
  assert.ok(concerns('/über uns', undefined, '/%C3%BCber%20uns'));
  assert.ok(concerns('/a/../b', undefined, '/b'));
});

test('what could never concern a page is refused', () => {
  const refused = /** @type {[any, any, RegExp][]} */ ([
    ['posts', undefined, /starts with a slash/],
    ['/posts?tab=1', undefined, /no query/],
    ['/posts#x', undefined, /no query/],
    ['/posts/[id]', undefined, /needs the second argument/],
    ['/posts', 'path', /type/],
    [`/${'x'.repeat(2000)}`, undefined, /at most 1024/],
    [undefined, undefined, /starts with a slash/],
  ]);
  for (const [path, type, message] of refused) {
    assert.throws(() => toRevalidatedPath(path, type), { name: 'TypeError', message });
  }
});

test('the tags of a page grow no faster than its path, which a client writes', () => {
  /** @param {number} segments */
  const sizeOf = (segments) =>
    pageTags(new URL('/a'.repeat(segments), 'https://app.test'), undefined).join('').length;
  assert.ok(sizeOf(8000) - sizeOf(4000) < 4000 * 10);
  assert.ok(sizeOf(8000) < 1_000_000);
});

test('what is as long as a path can be is found below longer ones', () => {
  const longest = `/${'x'.repeat(1023)}`;
  assert.ok(concerns(longest, 'layout', `${longest}/more`));
  assert.ok(concerns(longest, undefined, longest));
  assert.ok(!concerns(longest, 'layout', `${longest}y/more`));
  assert.ok(!concerns('/é'.repeat(100), 'layout', '/é'.repeat(99)));
});
