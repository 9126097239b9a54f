// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isNavigation,
  permanentRedirect,
  redirect,
  RedirectType,
} from '@callgate/runtime/navigation';
import { redirectTarget } from '../../dist/navigation/redirect-target.js';
import { contextOf, inContext, inRender } from '../support/request-context.mjs';

const page = new URL('https://app.test/posts/1?tab=2');

/** @param {() => never} run @returns {any} */
function navigationOf(run) {
  try {
    return run();
  } catch (error) {
    if (!isNavigation(error)) throw error;
    return error.navigation;
  }
}

test('a path stays on the origin, whatever it starts from', () => {
  const targets = [
    ['/posts', '/posts'],
    ['edit', '/posts/edit'],
    ['?tab=3', '/posts/1?tab=3'],
    ['#end', '/posts/1?tab=2#end'],
    ['/über uns', '/%C3%BCber%20uns'],
    ['/a?b=ü#ü', '/a?b=%C3%BC#%C3%BC'],
    ['../..', '/'],
    ['https:evil.test', '/posts/evil.test'],
  ];
  for (const [url = '', target] of targets) assert.equal(redirectTarget(url, page), target, url);
});

test('another origin is reached by a full URL alone', () => {
  assert.equal(redirectTarget('https://other.test/a b', page), 'https://other.test/a%20b');
  assert.equal(redirectTarget('HTTP://other.test', page), 'http://other.test/');
  assert.equal(redirectTarget('https://app.test/x', page), 'https://app.test/x');
  const refused = [
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    ' //evil.test',
    '/.//evil.test',
    '/..//evil.test',
    './/../..//evil.test',
    'http:/evil.test',
    'http:\\\\evil.test',
    ' https://evil.test',
  ];
  for (const url of refused) {
    assert.throws(() => redirectTarget(url, page), /leads to another origin/, JSON.stringify(url));
  }
});

test('only http: and https: are redirected to', () => {
  const refused = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://app.test/x',
    'mailto:a@b.test',
    'ws://app.test',
  ];
  for (const url of refused) {
    assert.throws(() => redirectTarget(url, page), /leads to http: or https:/, JSON.stringify(url));
  }
  assert.throws(() => redirectTarget('https://', page), /is not a URL/);
  assert.throws(() => redirectTarget('https://a b', page), /is not a URL/);
});

test('no text but a full URL leads away, and every target fits a header', () => {
  const pieces = ['/', '\\', '.', '..', ':', '@', '?', '#', '\t', '\n', ' ', 'https', 'evil.test'];
  const url = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(url, (text) => {
      let target;
      try {
        target = redirectTarget(text, page);
      } catch (error) {
        assert.ok(error instanceof TypeError);
        return;
      }
      assert.match(target, /^[\x21-\x7e]+$/);
      const { origin } = new URL(target, page);
      assert.ok(origin === page.origin || /^https?:\/\/[^/\\]/i.test(text));
    }),
    { numRuns: 5000 },
  );
});

test('a redirect pushes in an action and replaces in a render, unless told otherwise', () => {
  const context = contextOf();
  const push = { kind: 'redirect', url: '/a', permanent: false, type: 'push' };
  const replace = { ...push, type: 'replace' };
  const go = () => navigationOf(() => redirect('/a'));
  assert.deepEqual(inContext(context, go), push);
  assert.deepEqual(inRender(context, go), replace);
  assert.deepEqual(go(), replace);
  assert.deepEqual(
    inContext(context, () => navigationOf(() => redirect('/a', RedirectType.replace))),
    replace,
  );
  assert.deepEqual(
    inContext(context, () => navigationOf(() => permanentRedirect(new URL('https://app.test/a')))),
    { kind: 'redirect', url: 'https://app.test/a', permanent: true, type: 'replace' },
  );
});

test('a relative path starts from the page that the user is on', () => {
  const request = new Request('https://app.test/_callgate/id', { method: 'POST' });
  const context = contextOf({ request, page });
  assert.equal(inContext(context, () => navigationOf(() => redirect('edit'))).url, '/posts/edit');
});
