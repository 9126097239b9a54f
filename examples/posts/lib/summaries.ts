import { cached } from '@callgate/runtime/cache';

import { findPost, listPosts, userName } from './posts.ts';

/** The tag of everything that depends on which posts there are, and what they are called. */
export const POSTS_TAG = 'posts';

/** What a list shows of a post. Likes and views are not part of it: they change all the time. */
export interface Summary {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly excerpt: string;
  readonly author: string;
  readonly createdAt: string;
}

/** The posts of a topic, or all of them, as they were when the list was made. */
export const readSummaries: (topic: string | null) => Promise<Summary[]> = cached(
  async (topic: string | null) =>
    listPosts(topic).map(({ id, title, topic: ofPost, body, authorId, createdAt }) => ({
      id,
      title,
      topic: ofPost,
      excerpt: body.split('\n')[0] ?? '',
      author: userName(authorId),
      createdAt,
    })),
  { tags: [POSTS_TAG] },
);

/** All topics. */
export const readTopics: () => Promise<string[]> = cached(
  async () => [...new Set(listPosts(null).map(({ topic }) => topic))].toSorted(),
  { tags: [POSTS_TAG] },
);

/** What was found out about the text of a post. */
export interface TextStatistics {
  readonly words: number;
  /** Which revision was counted, to see that it was not counted again. */
  readonly revision: number;
  /** How often something was counted since the server started. */
  readonly count: number;
}

let count = 0;

/**
 * Counts the words of a post. It has no tag: what a page has read is made anew when the path of that
 * page is revalidated.
 */
export const countWords: (id: string) => Promise<TextStatistics> = cached(async (id: string) => {
  const post = findPost(id);
  count += 1;
  return { words: post?.body.split(/\s+/).length ?? 0, revision: post?.revision ?? 0, count };
});
