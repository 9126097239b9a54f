import { Refusal } from '../../refusal.ts';
import type { BodySource } from '../incoming.ts';
import type { Limits } from '../limits.ts';
import { startClocks } from './clocks.ts';

/** Puts a body together from its chunks. */
export interface BodyReader<T> {
  /** @throws Refusal for a body that is wrong already */
  write(chunk: Uint8Array): void;
  /** @throws Refusal for a body that must not end here */
  end(): T;
}

/** A body that was read. */
export interface BodyResult<T> {
  readonly body: T;
  readonly bytes: number;
}

/**
 * Reads a body to its end, counts it while it arrives, and gives up when it is too long or too slow.
 * It is whole or it is refused.
 *
 * @throws Refusal when it is too long, too slow or cut off, or when its reader refuses it
 */
export function readBody<T>(
  source: BodySource,
  limits: Limits,
  reader: BodyReader<T>,
): Promise<BodyResult<T>> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let settled = false;
    const settle = (): void => {
      settled = true;
      clocks.stop();
    };
    const refuse = (error: unknown): void => {
      if (settled) return;
      settle();
      stop?.();
      reject(error);
    };
    const clocks = startClocks(limits, () =>
      refuse(new Refusal('timeout', 'the body did not arrive in time')),
    );
    const stop = source.read({
      chunk(chunk) {
        if (settled) return;
        bytes += chunk.length;
        if (bytes > limits.body) {
          return refuse(new Refusal('too-large', `the body has more than ${limits.body} bytes`));
        }
        clocks.tick();
        try {
          reader.write(chunk);
        } catch (error) {
          refuse(error);
        }
      },
      end() {
        if (settled) return;
        settle();
        try {
          resolve({ body: reader.end(), bytes });
        } catch (error) {
          reject(error);
        }
      },
      fail(cause) {
        refuse(new Refusal('body', 'the body was cut off', { cause }));
      },
    });
    // A source may have failed at once.
    if (settled) stop();
  });
}
