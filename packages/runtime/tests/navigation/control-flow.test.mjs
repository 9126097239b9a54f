// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  forbidden,
  isNavigation,
  notFound,
  redirect,
  rethrowNavigation,
  unauthorized,
  unstable_rethrow,
} from '@callgate/runtime/navigation';
import { recordNavigation, swallowedNavigation } from '../../dist/navigation/thrown.js';
import { contextOf, inContext } from '../support/request-context.mjs';

/** @param {() => unknown} run */
function thrownBy(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('each ends the function with its status', () => {
  const statuses = /** @type {const} */ ([
    [notFound, 404],
    [unauthorized, 401],
    [forbidden, 403],
  ]);
  for (const [end, status] of statuses) {
    const context = contextOf();
    const error = inContext(context, () => thrownBy(end));
    assert.ok(isNavigation(error));
    assert.equal(error.digest, `CALLGATE_STATUS;${status}`);
    recordNavigation(context.effects, error);
    assert.equal(context.effects.status, status);
  }
});

test('a redirect is recorded as it is answered', () => {
  const context = contextOf();
  const error = inContext(context, () => thrownBy(() => redirect('/posts')));
  assert.ok(isNavigation(error));
  assert.equal(error.digest, 'CALLGATE_REDIRECT;push;/posts;307;');
  recordNavigation(context.effects, error);
  assert.deepEqual(context.effects.redirect, { url: '/posts', permanent: false, type: 'push' });
});

test('the mark is what counts: look-alikes are errors', () => {
  assert.equal(isNavigation(new Error('CALLGATE_REDIRECT')), false);
  assert.equal(isNavigation({ digest: 'CALLGATE_REDIRECT;push;/;307;', navigation: {} }), false);
  assert.equal(isNavigation(null), false);
  assert.equal(isNavigation(Object.create(/** @type {object} */ (thrownBy(notFound)))), false);
});

test('rethrowNavigation throws navigations on, and those that caused an error', () => {
  assert.equal(unstable_rethrow, rethrowNavigation);
  const error = thrownBy(notFound);
  assert.equal(
    thrownBy(() => rethrowNavigation(error)),
    error,
  );
  const wrapped = new Error('outer', { cause: new Error('inner', { cause: error }) });
  assert.equal(
    thrownBy(() => rethrowNavigation(wrapped)),
    error,
  );
  const circular = new Error('circular');
  circular.cause = circular;
  for (const other of [circular, new Error('other'), undefined, null, 'text', { cause: error }]) {
    rethrowNavigation(other);
  }
});

test('a navigation that the app swallows is found', () => {
  const context = contextOf();
  inContext(context, () => {
    try {
      redirect('/posts');
    } catch {
      // What the app should not do.
    }
  });
  assert.deepEqual(swallowedNavigation(context)?.navigation, {
    kind: 'redirect',
    url: '/posts',
    permanent: false,
    type: 'push',
  });
  assert.equal(swallowedNavigation(contextOf()), undefined);
  const delivered = contextOf();
  const error = inContext(delivered, () => thrownBy(notFound));
  assert.ok(isNavigation(error));
  recordNavigation(delivered.effects, error);
  assert.equal(swallowedNavigation(delivered), undefined);
});
