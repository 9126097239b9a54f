'use server';

/*
 * Every export of this file can be called by anyone who can send a POST. So every one of them, in
 * its own body, validates each argument and asks who is calling: a button that is not rendered
 * protects nothing.
 */

import { randomBytes } from 'node:crypto';

import { checkCredentials } from '../lib/credentials.ts';
import { database } from '../lib/database.ts';
import { existingPost, ownPost } from '../lib/posts.ts';
import { refuse } from '../lib/refuse.ts';
import { endSession, requireViewer, startSession } from '../lib/session.ts';
import { identifier, positiveInteger, record, secret, text, word } from '../lib/validate.ts';

const TITLE = { max: 120 };
const BODY = { max: 10_000 };

/** What {@link updatePost} can change. */
export interface PostChanges {
  title?: string;
  body?: string;
}

/** Signs the caller in and gives their user id. */
export async function signIn(userId: string, password: string): Promise<string> {
  const id = identifier(userId, 'userId');
  const correct = await checkCredentials(id, secret(password, 'password', { min: 1, max: 200 }));
  // One answer for an unknown user and for a wrong password: it must not tell which users exist.
  if (!correct) refuse(401, 'wrong-credentials', 'Unknown user or wrong password.');
  await startSession(id);
  return id;
}

/** Signs the caller out. */
export async function signOut(): Promise<void> {
  await endSession();
}

/** Publishes a post of the caller and gives its id. */
export async function createPost(title: string, body: string, topic = 'general'): Promise<string> {
  const author = requireViewer();
  const post = {
    id: randomBytes(9).toString('base64url'),
    authorId: author.id,
    topic: word(topic, 'topic'),
    title: text(title, 'title', TITLE),
    body: text(body, 'body', BODY),
    tags: [],
    likedBy: [],
    views: 0,
    revision: 1,
    createdAt: new Date().toISOString(),
  };
  await database().change((data) => void data.posts.push(post));
  return post.id;
}

/**
 * Changes a post of the caller and gives its new revision. With `revision`, only if that is still
 * the current one: nobody overwrites a text that they have not seen.
 */
export async function updatePost(
  postId: string,
  changes: PostChanges,
  revision?: number,
): Promise<number> {
  const author = requireViewer();
  const id = identifier(postId, 'postId');
  const fields = record(changes, 'changes', ['title', 'body']);
  const title = fields.title === undefined ? null : text(fields.title, 'title', TITLE);
  const body = fields.body === undefined ? null : text(fields.body, 'body', BODY);
  const expected = revision === undefined ? null : positiveInteger(revision, 'revision');
  return database().change((data) => {
    const post = ownPost(data, id, author.id);
    if (expected !== null && post.revision !== expected) {
      refuse(409, 'edited-meanwhile', 'The post was edited meanwhile. Reload it.');
    }
    post.title = title ?? post.title;
    post.body = body ?? post.body;
    post.revision += 1;
    return post.revision;
  });
}

/** Deletes a post of the caller. */
export async function deletePost(postId: string): Promise<void> {
  const author = requireViewer();
  const id = identifier(postId, 'postId');
  await database().change((data) => {
    const post = ownPost(data, id, author.id);
    data.posts.splice(data.posts.indexOf(post), 1);
  });
}

/** Likes a post for the caller, once, and gives the number of its likes. */
export async function likePost(postId: string): Promise<number> {
  const viewer = requireViewer();
  const id = identifier(postId, 'postId');
  return database().change((data) => {
    const post = existingPost(data, id);
    if (!post.likedBy.includes(viewer.id)) post.likedBy.push(viewer.id);
    return post.likedBy.length;
  });
}

/** Counts a view of a post and gives the number of views. Open to everyone: readers need no account. */
export async function recordView(postId: string): Promise<number> {
  const id = identifier(postId, 'postId');
  return database().change((data) => {
    const post = existingPost(data, id);
    post.views += 1;
    return post.views;
  });
}
