import { setTimeout } from 'node:timers/promises';

const ATTEMPTS = 200;
const MILLISECONDS = 50;

/** Tries `check` until it passes; its last error is that of the test. */
export async function eventually<T>(check: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await check();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await setTimeout(MILLISECONDS);
    }
  }
}
