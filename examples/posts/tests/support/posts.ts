import assert from 'node:assert/strict';

import type { Post } from '../../lib/database.ts';
import type { RunningApp } from './app.ts';
import type { Person, Scene } from './browser-test.ts';
import { idOf } from './manifest.ts';

/** Writes a post by a call, and gives its id. */
export async function createPost(
  { api }: Scene,
  author: Person,
  title: string,
  body = 'Written by a test.',
): Promise<string> {
  const browser = await api(author);
  return String(await browser.call(idOf('createPost'), [title, body]));
}

/** The one post with a title. */
export async function postTitled(app: RunningApp, title: string): Promise<Post> {
  const found = (await app.data()).posts.filter((post) => post.title === title);
  assert.equal(found.length, 1, `posts with the title "${title}"`);
  // Its length is 1.
  return found[0] as Post;
}

/** The post with an id. */
export async function postWithId(app: RunningApp, id: string): Promise<Post> {
  const found = (await app.data()).posts.find((post) => post.id === id);
  assert.ok(found, `there is a post ${id}`);
  return found;
}
