import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DEMO_USERS } from '../lib/seed.ts';
import { createBrowser, type TestBrowser } from './support/browser.ts';
import { postIn } from './support/expected-changes.ts';
import { idOf } from './support/manifest.ts';
import type { RunningApp } from './support/app.ts';
import { startServer } from './support/server.ts';

const [ADA, GRACE] = DEMO_USERS;
let server: RunningApp;
/** Signed in as Ada. */
let writer: TestBrowser;

before(async () => {
  server = await startServer();
  writer = await signedIn(ADA);
});
after(() => server.stop());

async function signedIn({ id, password }: (typeof DEMO_USERS)[number]): Promise<TestBrowser> {
  const browser = createBrowser(server.origin);
  assert.equal(await browser.call(idOf('signIn'), [id, password]), id);
  return browser;
}

/** Checks that a call is refused and that nothing has changed. */
async function assertRefused(
  call: () => Promise<unknown>,
  expected: { status: number; code: string },
): Promise<void> {
  const { posts } = await server.data();
  await assert.rejects(call, expected);
  assert.deepEqual((await server.data()).posts, posts);
}

const NEED_SIGN_IN: [string, unknown[]][] = [
  ['createPost', ['Title', 'Body']],
  ['updatePost', ['welcome', { title: 'Mine' }]],
  ['deletePost', ['welcome']],
  ['likePost', ['welcome']],
];

for (const [name, args] of NEED_SIGN_IN) {
  test(`${name} is refused when nobody is signed in`, async () => {
    const browser = createBrowser(server.origin);
    const refusal = { status: 401, code: 'sign-in-required' };
    await assertRefused(() => browser.call(idOf(name), args), refusal);
  });
}

test('only the author changes or deletes a post', async () => {
  const grace = await signedIn(GRACE);
  const refusal = { status: 403, code: 'not-the-author' };
  await assertRefused(() => grace.call(idOf('deletePost'), ['welcome']), refusal);
  await assertRefused(
    () => grace.call(idOf('updatePost'), ['welcome', { title: 'Hers' }]),
    refusal,
  );
});

test('an unknown user and a wrong password get the same answer', async () => {
  const browser = createBrowser(server.origin);
  const refusal = { status: 401, code: 'wrong-credentials' };
  await assertRefused(() => browser.call(idOf('signIn'), ['nobody', 'x']), refusal);
  await assertRefused(() => browser.call(idOf('signIn'), [GRACE.id, ADA.password]), refusal);
});

test('passwords cannot be tried without end', async () => {
  const browser = createBrowser(server.origin);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, guess) =>
      browser.call(idOf('signIn'), ['guessed', `guess ${guess}`]).catch(({ status }) => status),
    ),
  );
  assert.deepEqual(answers.toSorted(), [401, 401, 401, 401, 401, 429, 429, 429]);
});

test('a session that was ended on the server is worth nothing in a copied cookie', async () => {
  const browser = await signedIn(ADA);
  const cookie = browser.cookieHeader();
  await browser.call(idOf('signOut'), []);
  const response = await fetch(`${server.origin}/_callgate/${idOf('likePost')}`, {
    method: 'POST',
    body: '["welcome"]',
    headers: { 'content-type': 'text/plain', origin: server.origin, cookie },
  });
  assert.equal(response.status, 401);
});

test('a cookie with a changed signature is not read', async () => {
  const browser = await signedIn(ADA);
  const cookie = browser.cookieHeader().replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
  const response = await fetch(`${server.origin}/_callgate/${idOf('likePost')}`, {
    method: 'POST',
    body: '["welcome"]',
    headers: { 'content-type': 'text/plain', origin: server.origin, cookie },
  });
  assert.equal(response.status, 401);
});

test('other sites cannot call with the cookies of a visitor', async () => {
  const path = `/_callgate/${idOf('likePost')}`;
  for (const origin of ['https://example.com', 'null', server.origin.replace('http', 'https')]) {
    const headers = { origin, 'content-type': 'text/plain' };
    const response = await writer.send(path, { method: 'POST', body: '["compilers"]', headers });
    assert.equal(response.status, 403, origin);
  }
  assert.deepEqual(postIn(await server.data(), 'compilers').likedBy, []);
});

const WRONG_ARGUMENTS: [string, unknown[]][] = [
  ['createPost', []],
  ['createPost', ['', 'Body']],
  ['createPost', ['x'.repeat(121), 'Body']],
  ['createPost', ['Title', { text: 'Body' }]],
  ['createPost', ['Title', 'Body', 'Not A Topic']],
  ['createPost', ['Title\u0000', 'Body']],
  ['updatePost', ['welcome', null]],
  ['updatePost', ['welcome', { authorId: 'grace' }]],
  ['updatePost', ['welcome', { title: 1 }]],
  ['updatePost', ['welcome', {}, -1]],
  ['deletePost', ['__proto__ ']],
  ['deletePost', [['welcome']]],
  ['likePost', [new Map([['id', 'welcome']])]],
  ['recordView', [7]],
];

for (const [name, args] of WRONG_ARGUMENTS) {
  test(`${name}(${args.map((arg) => JSON.stringify(arg).slice(0, 30))}) is refused`, async () => {
    const refusal = { status: 400, code: 'invalid-argument' };
    await assertRefused(() => writer.call(idOf(name), args), refusal);
  });
}

test('what does not exist is not found, however it is called', async () => {
  const refusal = { status: 404, code: 'not-found' };
  for (const id of ['nothing', '__proto__', 'constructor', 'toString']) {
    await assertRefused(() => writer.call(idOf('likePost'), [id]), refusal);
  }
});
