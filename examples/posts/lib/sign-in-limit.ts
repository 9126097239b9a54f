import { refuse } from './refuse.ts';

const LIMIT = 5;
const WINDOW_MILLISECONDS = 60_000;
const PRUNE_ABOVE = 1_000;

/** Times of the attempts of the last minute, by the user id that was tried. */
const attempts = new Map<string, number[]>();

/**
 * Counts an attempt to sign in and refuses the sixth in a minute. It counts before the password is
 * looked at, so that parallel guesses are not free, and unknown ids too, so that a refusal does not
 * tell which ids exist.
 */
export function countSignInAttempt(userId: string): void {
  const since = Date.now() - WINDOW_MILLISECONDS;
  if (attempts.size > PRUNE_ABOVE) {
    for (const [id, times] of attempts) {
      if (times.every((time) => time <= since)) attempts.delete(id);
    }
  }
  const recent = (attempts.get(userId) ?? []).filter((time) => time > since);
  if (recent.length >= LIMIT) {
    refuse(429, 'too-many-attempts', 'Too many attempts to sign in. Wait a minute.');
  }
  attempts.set(userId, [...recent, Date.now()]);
}

/** Forgets the attempts after a right password. */
export function clearSignInAttempts(userId: string): void {
  attempts.delete(userId);
}
