import type { Data, Post } from './database.ts';
import { hashPassword } from './password.ts';

/**
 * The users of the demonstration. Their passwords are public, which is safe only because the
 * server listens on the loopback interface and nowhere else.
 */
export const DEMO_USERS = [
  { id: 'ada', name: 'Ada Lovelace', password: 'analytical-engine-1843' },
  { id: 'grace', name: 'Grace Hopper', password: 'nanoseconds-are-30-cm' },
] as const;

/** The first content of the data file. */
export async function createDemoData(): Promise<Data> {
  const users = await Promise.all(
    DEMO_USERS.map(async ({ id, name, password }) => ({
      id,
      name,
      passwordHash: await hashPassword(password),
    })),
  );
  return { version: 1, users, posts: demoPosts(), sessions: [] };
}

/** Puts back the demonstration's posts that have been deleted, so that every printed command works. */
export function restoreDemoPosts(data: Data): void {
  for (const post of demoPosts()) {
    if (!data.posts.some(({ id }) => id === post.id)) data.posts.push(post);
  }
}

function demoPosts(): Post[] {
  return [
    {
      id: 'welcome',
      authorId: 'ada',
      topic: 'machines',
      title: 'Notes on the engine',
      body: 'It weaves algebraic patterns just as the loom weaves flowers and leaves.',
      tags: ['engine', 'notes'],
      likedBy: [],
      views: 0,
      revision: 1,
      createdAt: '2026-11-02T09:00:00.000Z',
    },
    {
      id: 'draft',
      authorId: 'ada',
      topic: 'machines',
      title: 'A draft to delete',
      body: 'Nobody will miss this one.',
      tags: ['draft'],
      likedBy: [],
      views: 0,
      revision: 1,
      createdAt: '2026-11-03T09:00:00.000Z',
    },
    {
      id: 'compilers',
      authorId: 'grace',
      topic: 'languages',
      title: 'The first compiler',
      body: 'Nobody believed that a program could write programs.',
      tags: ['compiler', 'history'],
      likedBy: [],
      views: 0,
      revision: 1,
      createdAt: '2026-11-04T09:00:00.000Z',
    },
  ];
}
