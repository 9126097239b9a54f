import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashPassword, verifyPassword } from '../lib/password.ts';

test('a password is recognised, and only that one', async () => {
  const stored = await hashPassword('correct horse battery staple');
  assert.equal(await verifyPassword('correct horse battery staple', stored), true);
  assert.equal(await verifyPassword('correct horse battery stapler', stored), false);
  assert.equal(await verifyPassword('', stored), false);
});

test('one password has another hash each time', async () => {
  const [a, b] = await Promise.all([hashPassword('same'), hashPassword('same')]);
  assert.notEqual(a, b);
});

test('a password is the same however its characters are composed', async () => {
  const stored = await hashPassword('caf\u00e9');
  assert.equal(await verifyPassword('cafe\u0301', stored), true);
});

test('a malformed hash is an error, not a wrong password', async () => {
  await assert.rejects(verifyPassword('x', 'plain'), /malformed/);
});
