import { createHash } from 'node:crypto';

import { database } from './database.ts';
import { refuse } from './refuse.ts';
import {
  clearSessionToken,
  createToken,
  readSessionToken,
  sendSessionToken,
} from './session-cookie.ts';

const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** Who is looking at a page or calling a function. Never holds the password hash. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly picture: string | null;
}

/** Signs `userId` in on the browser that made this request. */
export async function startSession(userId: string): Promise<void> {
  // A new token at each sign-in: a token that someone planted beforehand is worth nothing.
  const token = createToken();
  const now = Date.now();
  await database().change((data) => {
    data.sessions = data.sessions.filter(({ expiresAt }) => expiresAt > now);
    data.sessions.push({
      tokenHash: hashToken(token),
      userId,
      expiresAt: now + SESSION_SECONDS * 1000,
    });
  });
  await sendSessionToken(token, SESSION_SECONDS);
}

/** Ends the session of this request, on the server too: a copied cookie is worthless afterwards. */
export async function endSession(): Promise<void> {
  const token = await readSessionToken();
  await clearSessionToken();
  if (token === null) return;
  const tokenHash = hashToken(token);
  await database().change((data) => {
    data.sessions = data.sessions.filter((session) => session.tokenHash !== tokenHash);
  });
}

/** Who makes this request; `null` when nobody is signed in. */
export async function currentViewer(): Promise<Viewer | null> {
  const token = await readSessionToken();
  if (token === null) return null;
  const { sessions, users } = database().read();
  const tokenHash = hashToken(token);
  const session = sessions.find(
    (each) => each.tokenHash === tokenHash && each.expiresAt > Date.now(),
  );
  const user = users.find(({ id }) => id === session?.userId);
  return user ? { id: user.id, name: user.name, picture: user.picture } : null;
}

/** Who makes this request; refuses when nobody is signed in. */
export async function requireViewer(): Promise<Viewer> {
  return (await currentViewer()) ?? refuse(401, 'sign-in-required', 'Sign in first.');
}

/**
 * Who makes this request; refuses when it is not the person the page was rendered for.
 *
 * A captured viewer cannot be forged, because captures are sealed. But it says who the page was
 * *made for*; only the cookie says who is *calling*. A page that stays open while someone else
 * signs in, or a form that is copied to another browser, must not act for the first person.
 */
export async function requireSameViewer(renderedFor: string | undefined): Promise<Viewer> {
  const viewer = await requireViewer();
  if (viewer.id !== renderedFor) {
    refuse(403, 'other-viewer', 'This page was made for someone else. Reload it.');
  }
  return viewer;
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
