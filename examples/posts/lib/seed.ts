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
      picture: null,
    })),
  );
  return {
    version: 2,
    users,
    posts: demoPosts(),
    sessions: [],
    exports: [],
    applause: 0,
    tasks: [],
  };
}

/** Puts back the demonstration's posts that have been deleted, so that every printed command works. */
export function restoreDemoPosts(data: Data): void {
  for (const post of demoPosts()) {
    if (!data.posts.some(({ id }) => id === post.id)) data.posts.push(post);
  }
}

function demoPosts(): Post[] {
  const common = { likedBy: [], comments: [], views: 0, revision: 1, submission: null };
  return [
    {
      ...common,
      id: 'welcome',
      authorId: 'ada',
      topic: 'machines',
      title: 'Notes on the engine',
      body:
        'The engine weaves algebraic patterns just as the loom weaves flowers and leaves.\n\n' +
        'It has no pretensions whatever to originate anything. It can do whatever we know how to ' +
        'order it to perform.',
      tags: ['engine', 'notes'],
      createdAt: '2026-11-02T09:00:00.000Z',
    },
    {
      ...common,
      id: 'draft',
      authorId: 'ada',
      topic: 'machines',
      title: 'A draft to delete',
      body: 'Nobody will miss this one.',
      tags: ['draft'],
      createdAt: '2026-11-03T09:00:00.000Z',
    },
    {
      ...common,
      id: 'compilers',
      authorId: 'grace',
      topic: 'languages',
      title: 'The first compiler',
      body:
        'Nobody believed that a program could write programs. I had a running compiler and nobody ' +
        'would touch it.\n\nThey told me computers could only do arithmetic.',
      tags: ['compiler', 'history'],
      comments: [
        {
          id: 'first-comment',
          authorId: 'ada',
          text: 'They said the same of the loom.',
          createdAt: '2026-11-04T10:30:00.000Z',
        },
      ],
      createdAt: '2026-11-04T09:00:00.000Z',
    },
    {
      ...common,
      id: 'nanoseconds',
      authorId: 'grace',
      topic: 'machines',
      title: 'How long is a nanosecond?',
      body:
        'As long as a piece of wire of thirty centimetres: light gets no further in that time. I ' +
        'hand them out, so that nobody wastes them.',
      tags: ['speed'],
      createdAt: '2026-11-05T08:15:00.000Z',
    },
  ];
}
