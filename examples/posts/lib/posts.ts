import { randomBytes } from 'node:crypto';

import { database, type Data, type Post, type StoredPost } from './database.ts';
import { refuse } from './refuse.ts';

/** The posts of a topic, or all of them; the newest first. */
export function listPosts(topic: string | null): StoredPost[] {
  return database()
    .read()
    .posts.filter((post) => topic === null || post.topic === topic)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The post with an id. */
export function findPost(id: string): StoredPost | undefined {
  return database()
    .read()
    .posts.find((post) => post.id === id);
}

/** Adds a post to the data, and gives its id. */
export function addPost(
  data: Data,
  post: Pick<Post, 'authorId' | 'topic' | 'title' | 'body' | 'submission'>,
): string {
  const id = randomBytes(9).toString('base64url');
  data.posts.push({
    ...post,
    id,
    tags: [],
    likedBy: [],
    comments: [],
    views: 0,
    revision: 1,
    createdAt: new Date().toISOString(),
  });
  return id;
}

/** Adds a comment to the post with an id. */
export function addComment(data: Data, postId: string, authorId: string, text: string): void {
  existingPost(data, postId).comments.push({
    id: randomBytes(9).toString('base64url'),
    authorId,
    text,
    createdAt: new Date().toISOString(),
  });
}

/** The post with an id, to be changed; refuses when there is none. */
export function existingPost(data: Data, id: string): Post {
  return (
    data.posts.find((post) => post.id === id) ?? refuse(404, 'not-found', 'There is no such post.')
  );
}

/** The post with an id, to be changed; refuses when `viewerId` did not write it. */
export function ownPost(data: Data, id: string, viewerId: string): Post {
  const post = existingPost(data, id);
  if (post.authorId !== viewerId) {
    refuse(403, 'not-the-author', 'Only its author may change a post.');
  }
  return post;
}

/** The name of the user with an id. */
export function userName(id: string): string {
  return (
    database()
      .read()
      .users.find((user) => user.id === id)?.name ?? 'Someone'
  );
}
