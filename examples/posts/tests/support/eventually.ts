import { setTimeout } from 'node:timers/promises';

const PATIENCE_MILLISECONDS = 15_000;
const PAUSE_MILLISECONDS = 50;

/** Tries `check` until it passes; its last error is that of the test. */
export async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }
}
