import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { database } from './database.ts';
import { refuse } from './refuse.ts';

/** The most that a picture may have, in bytes. */
export const MAX_PICTURE = 4 * 1024 * 1024;

/** What files of each type begin with. What the browser says of a file is only what it was called. */
const SIGNATURES = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
] as const;

const SLOT = Symbol.for('@callgate/example-posts/pictures');
const slots = globalThis as { [SLOT]?: string };

/** Sets where pictures are stored; call it once, before the first request. */
export async function openPictures(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  slots[SLOT] = directory;
}

/** Stores `file` as the picture of a user, in place of the one before, and gives its id. */
export async function storePicture(userId: string, file: unknown): Promise<string> {
  if (!(file instanceof Blob)) refuse(400, 'invalid-argument', 'Choose a picture.');
  if (file.size > MAX_PICTURE) refuse(413, 'too-large', 'The picture must have at most 4 MB.');
  const bytes = Buffer.from(await file.arrayBuffer());
  if (typeOf(bytes) === undefined) {
    refuse(415, 'no-picture', 'The picture must be a PNG, JPEG or WebP file.');
  }
  const id = randomBytes(9).toString('base64url');
  await writeFile(pathOf(id), bytes, { flag: 'wx', mode: 0o600 });
  const before = await database().change((data) => {
    const user = data.users.find((each) => each.id === userId);
    if (user === undefined) refuse(404, 'not-found', 'There is no such user.');
    const { picture } = user;
    user.picture = id;
    return picture;
  });
  if (before !== null) await rm(pathOf(before), { force: true });
  return id;
}

/** The answer to the request for a picture; `null` when nobody has a picture of that id. */
export async function respondWithPicture(id: string): Promise<Response | null> {
  // The id comes out of the data, so that nothing in a request becomes part of a path.
  const user = database()
    .read()
    .users.find(({ picture }) => picture === id);
  if (user?.picture == null) return null;
  const bytes = await readFile(pathOf(user.picture));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': typeOf(bytes) ?? 'application/octet-stream',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  });
}

function typeOf(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 16);
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
}

function pathOf(id: string): string {
  const directory = slots[SLOT];
  if (directory === undefined) throw new Error('openPictures() has not been called.');
  return join(directory, id);
}
