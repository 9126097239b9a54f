import { openJsonFile, type DeepReadonly, type JsonFile } from './json-file.ts';

/** Someone who can sign in. */
export interface User {
  id: string;
  name: string;
  passwordHash: string;
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
  views: number;
  /** Grows by one with each edit, so that an edit of an older text can be refused. */
  revision: number;
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

/** Everything that the application stores. */
export interface Data {
  version: 1;
  users: User[];
  posts: Post[];
  sessions: Session[];
}

/** A post as it may be read. */
export type StoredPost = DeepReadonly<Post>;

let current: JsonFile<Data> | null = null;

/** Opens the data file; call it once, before the first request. */
export async function openDatabase(
  path: string,
  create: () => Data | Promise<Data>,
): Promise<JsonFile<Data>> {
  const file = await openJsonFile(path, create);
  if (file.read().version !== 1) {
    await file.close();
    throw new Error(
      `${path} was written by another version of this example. Delete it, then start again.`,
    );
  }
  current = file;
  return file;
}

/** The open database. */
export function database(): JsonFile<Data> {
  if (current === null) throw new Error('openDatabase() has not been called.');
  return current;
}
