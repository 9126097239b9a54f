'use server';

/*
 * Every export of a file like this can be called by anyone who can send a POST. So every one of
 * them, in its own body, validates each argument and asks who is calling: a button that is not
 * rendered protects nothing.
 */

import { refresh } from '@callgate/runtime/cache';

import { checkCredentials } from '../../lib/credentials.ts';
import { refuse } from '../../lib/refuse.ts';
import { endSession, startSession } from '../../lib/session.ts';
import { identifier, secret } from '../../lib/validate.ts';

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
  refresh();
}
