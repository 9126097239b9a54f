import assert from 'node:assert/strict';

import type { Data, Post } from '../../lib/database.ts';
import type { RunningApp } from './app.ts';

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
  publishPost(was, is) {
    assert.equal(is.posts.length, was.posts.length + 1);
    assert.equal(is.posts.at(-1)?.title, 'Hello again');
    assert.equal(is.posts.at(-1)?.topic, 'machines');
  },
  addTag: (_, is) => assert.ok(postIn(is, 'welcome').tags.includes('terminal')),
  exportPosts(was, is) {
    assert.equal(is.exports.length, was.exports.length + 1);
    assert.equal(is.exports.at(-1)?.state, 'done');
  },
  runTask: (_, is) => assert.equal(is.tasks.at(-1), 'errand'),
  applaudAndUpdate: (was, is) => assert.equal(is.applause, was.applause + 1),
  applaudAndRevalidate: (was, is) => assert.equal(is.applause, was.applause + 1),
  // A theme is in a cookie alone.
  setTheme: (was, is) => assert.deepEqual(is, was),
  forgetTheme: (was, is) => assert.deepEqual(is, was),
  deletePost(was, is) {
    assert.equal(postIn(was, 'draft').authorId, 'ada');
    assert.ok(!is.posts.some(({ id }) => id === 'draft'));
  },
  signOut: (was, is) => assert.equal(is.sessions.length, was.sessions.length - 1),
  'SignIn/enter': (was, is) => assert.equal(is.sessions.length, was.sessions.length + 1),
};

/** Checks that `act`, the example call of the function `name`, changes what it says it does. */
export async function assertChange(
  server: RunningApp,
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
