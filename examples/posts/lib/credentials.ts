import { database } from './database.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { clearSignInAttempts, countSignInAttempt } from './sign-in-limit.ts';

/** Compared with when the user is unknown, so that the answer takes as long as for a known one. */
const DUMMY_HASH = hashPassword('no user has this one');

/** Whether `password` is the password of `userId`. Refuses when it was tried too often. */
export async function checkCredentials(userId: string, password: string): Promise<boolean> {
  countSignInAttempt(userId);
  const user = database()
    .read()
    .users.find(({ id }) => id === userId);
  const matches = await verifyPassword(password, user?.passwordHash ?? (await DUMMY_HASH));
  if (user === undefined || !matches) return false;
  clearSignInAttempts(userId);
  return true;
}
