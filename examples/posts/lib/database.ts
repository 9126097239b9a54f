import { openJsonFile, type DeepReadonly, type JsonFile } from './json-file.ts';
import { upgrade } from './upgrade.ts';

/** Someone who can sign in. */
export interface User {
  id: string;
  name: string;
  passwordHash: string;
  /** Id of the picture that the user has uploaded. */
  picture: string | null;
}

/** What a reader has written below a post. */
export interface Comment {
  id: string;
  authorId: string;
  text: string;
  createdAt: string;
}

/** A post. */
export interface Post {
  id: string;
  authorId: string;
  topic: string;
  title: string;
  body: string;
  tags: string[];
  /** Ids of the users who like it. */
  likedBy: string[];
  comments: Comment[];
  views: number;
  /** Grows by one with each edit, so that an edit of an older text can be refused. */
  revision: number;
  /** Names the form that it was written in: a form that is sent twice makes one post. */
  submission: string | null;
  createdAt: string;
}

/** A signed-in browser. */
export interface Session {
  /** SHA-256 of the token in the cookie: the data file alone lets nobody in. */
  tokenHash: string;
  userId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** An export of all posts, which takes its time. */
export interface Export {
  id: string;
  userId: string;
  pages: number;
  written: number;
  state: 'running' | 'done' | 'stopped';
}

/** Everything that the application stores. */
export interface Data {
  version: 2;
  users: User[];
  posts: Post[];
  sessions: Session[];
  exports: Export[];
  /** How often somebody has applauded. */
  applause: number;
  /** Names of the tasks that have run, the last one last. */
  tasks: string[];
}

/** A post as it may be read. */
export type StoredPost = DeepReadonly<Post>;

/*
 * The development server evaluates modules again when they are edited. The file stays open
 * meanwhile, so what is open belongs to the process and not to this module.
 */
const SLOT = Symbol.for('@callgate/example-posts/database');
const slots = globalThis as { [SLOT]?: JsonFile<Data> };

/** Opens the data file; call it once, before the first request. */
export async function openDatabase(
  path: string,
  create: () => Data | Promise<Data>,
): Promise<JsonFile<Data>> {
  const file = await openJsonFile<Data>(path, create);
  await file.change(upgrade);
  if (file.read().version !== 2) {
    await file.close();
    throw new Error(
      `${path} was written by another version of this example. Delete it, then start again.`,
    );
  }
  slots[SLOT] = file;
  return file;
}

/** Whether the data file is open. */
export function isDatabaseOpen(): boolean {
  return slots[SLOT] !== undefined;
}

/** The open database. */
export function database(): JsonFile<Data> {
  const file = slots[SLOT];
  if (file === undefined) throw new Error('openDatabase() has not been called.');
  return file;
}
