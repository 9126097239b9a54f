import type { Manifest } from 'callgate';

import { DEMO_USERS } from '../lib/seed.ts';

/** A call that a reader can make from a terminal. */
export interface ExampleCall {
  readonly id: string;
  /** Name of the server function. */
  readonly name: string;
  /** The arguments in React's reply encoding: one text, or the fields of a form. */
  readonly body: string | readonly (readonly [name: string, value: string])[];
  /** What the call does with cookies: `update` sends them and keeps what the answer makes of them. */
  readonly cookie: 'none' | 'send' | 'save' | 'update';
  /** What the reader sees and what has changed. */
  readonly effect: string;
  /** Whether what there is to see is in the headers of the answer. */
  readonly inHeaders?: boolean;
}

const [ADA] = DEMO_USERS;

/**
 * The calls, in an order in which each works. Arguments are an array in JSON, as React encodes plain
 * values; a form among them is `$K1`, and its fields come before it with the prefix `_1_`.
 */
const CALLS: readonly Omit<ExampleCall, 'id'>[] = [
  {
    name: 'signIn',
    body: JSON.stringify([ADA.id, ADA.password]),
    cookie: 'save',
    effect: `answers "${ADA.id}" and stores a session`,
  },
  {
    name: 'createPost',
    body: JSON.stringify(['Hello', 'Written from a terminal.']),
    cookie: 'send',
    effect: 'answers the id of the new post',
  },
  {
    name: 'publishPost',
    body: [
      ['_1_title', 'Hello again'],
      ['_1_body', 'Written from a terminal, by way of a form.'],
      ['_1_topic', 'machines'],
      ['_1_submission', 'from-a-terminal'],
      ['0', '[null,"$K1"]'],
    ],
    cookie: 'send',
    effect: 'redirects to the new post; a second time to the same one',
    inHeaders: true,
  },
  {
    name: 'updatePost',
    body: JSON.stringify(['welcome', { title: 'Notes on the engine, revised' }]),
    cookie: 'send',
    effect: "answers the post's new revision",
  },
  {
    name: 'addTag',
    body: [
      ['_1_tag', 'terminal'],
      ['0', '["welcome","$K1"]'],
    ],
    cookie: 'send',
    effect: 'adds a tag to a post',
  },
  {
    name: 'likePost',
    body: JSON.stringify(['compilers']),
    cookie: 'send',
    effect: 'answers the number of likes, 1 however often you call it',
  },
  {
    name: 'recordView',
    body: JSON.stringify(['compilers']),
    cookie: 'none',
    effect: 'answers the number of views, one more each time',
  },
  {
    name: 'deletePost',
    body: JSON.stringify(['draft']),
    cookie: 'send',
    effect: 'removes a post; a second time the answer is 404',
  },
  {
    name: 'exportPosts',
    body: JSON.stringify([3]),
    cookie: 'send',
    effect: 'answers "done" when three pages are exported',
  },
  {
    name: 'runTask',
    body: JSON.stringify(['errand']),
    cookie: 'none',
    effect: 'answers the name of the task after a moment',
  },
  {
    name: 'applaudAndUpdate',
    body: JSON.stringify([]),
    cookie: 'none',
    effect: 'applauds, and expires what is cached of the applause',
  },
  {
    name: 'applaudAndRevalidate',
    body: JSON.stringify([]),
    cookie: 'none',
    effect: 'applauds, and marks what is cached as stale',
  },
  {
    name: 'setTheme',
    body: [
      ['_1_theme', 'dark'],
      ['0', '["$K1"]'],
    ],
    cookie: 'update',
    effect: 'sets the cookie that keeps the theme',
    inHeaders: true,
  },
  {
    name: 'forgetTheme',
    body: JSON.stringify([]),
    cookie: 'update',
    effect: 'deletes the cookie that keeps the theme',
    inHeaders: true,
  },
  {
    name: 'signOut',
    body: JSON.stringify([]),
    cookie: 'update',
    effect: 'ends the session; calls that need one are answered 401',
  },
  {
    name: 'SignIn/enter',
    body: [
      ['_1_user', ADA.id],
      ['_1_password', ADA.password],
      ['0', '["$K1"]'],
    ],
    cookie: 'save',
    effect: 'signs in as a form does, which sends multipart/form-data',
    inHeaders: true,
  },
];

/** An example call of each server function that needs no captures, so that no page has to be rendered first. */
export function exampleCalls(manifest: Manifest): ExampleCall[] {
  const idByName = new Map(
    Object.entries(manifest.functions)
      .filter(([, { captures }]) => captures.length === 0)
      .map(([id, { name }]) => [name, id]),
  );
  for (const name of idByName.keys()) {
    if (!CALLS.some((call) => call.name === name)) {
      throw new Error(`No example call of \`${name}\`.`);
    }
  }
  return CALLS.map((call) => {
    const id = idByName.get(call.name);
    if (id === undefined) {
      throw new Error(`\`${call.name}\` has an example call and is not a server function.`);
    }
    return { id, ...call };
  });
}
