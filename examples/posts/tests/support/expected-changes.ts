import assert from 'node:assert/strict';

import type { Data, Post } from '../../lib/database.ts';
import type { TestServer } from './server.ts';

/** What each example call changes in the data. */
const CHANGES: Readonly<Record<string, (was: Data, is: Data) => void>> = {
  signIn: (was, is) => assert.equal(is.sessions.length, was.sessions.length + 1),
  createPost(was, is) {
    assert.equal(is.posts.length, was.posts.length + 1);
    assert.equal(is.posts.at(-1)?.title, 'Hello');
    assert.equal(is.posts.at(-1)?.authorId, 'ada');
  },
  updatePost(was, is) {
    assert.equal(postIn(is, 'welcome').title, 'Notes on the engine, revised');
    assert.equal(postIn(is, 'welcome').revision, postIn(was, 'welcome').revision + 1);
  },
  likePost(was, is) {
    assert.deepEqual(postIn(was, 'compilers').likedBy, []);
    assert.deepEqual(postIn(is, 'compilers').likedBy, ['ada']);
  },
  recordView(was, is) {
    assert.equal(postIn(is, 'compilers').views, postIn(was, 'compilers').views + 1);
  },
  deletePost(was, is) {
    assert.equal(postIn(was, 'draft').authorId, 'ada');
    assert.ok(!is.posts.some(({ id }) => id === 'draft'));
  },
  signOut: (was, is) => assert.equal(is.sessions.length, was.sessions.length - 1),
  'Layout/enter': (was, is) => assert.equal(is.sessions.length, was.sessions.length + 1),
};

/** Checks that `act`, the example call of the function `name`, changes what it says it does. */
export async function assertChange(
  server: TestServer,
  name: string,
  act: () => Promise<void>,
): Promise<void> {
  const check = CHANGES[name];
  assert.ok(check, `it is not known what ${name} changes`);
  const was = await server.data();
  await act();
  check(was, await server.data());
}

/** The post with an id. */
export function postIn({ posts }: Data, wanted: string): Post {
  const post = posts.find(({ id }) => id === wanted);
  assert.ok(post, `there is no post ${wanted}`);
  return post;
}
