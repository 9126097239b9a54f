import { createByteCollector } from '../byte-collector.ts';
import { isRefusal, Refusal } from '../refusal.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';

/**
 * Reads a request's body, whatever runtime it comes from.
 *
 * @throws Refusal when it is too long, too slow or cut off
 */
export async function readBody(request: Request, limits: Limits): Promise<Uint8Array<ArrayBuffer>> {
  if (request.body === null) throw new Refusal('body', 'there is no body');
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const collector = createByteCollector(limits.body);
  const total = createDeadline(limits.bodyTotal);
  try {
    for (;;) {
      const next = await readInTime(reader, limits.bodyIdle, total);
      if (next.done) return collector.bytes();
      if (!collector.add(next.value)) {
        throw new Refusal('too-large', `the body has more than ${limits.body} bytes`);
      }
    }
  } catch (error) {
    // Nobody waits for the rest; a source that fails to stop is no news.
    reader.cancel().catch(() => {});
    throw isRefusal(error) ? error : new Refusal('body', 'the body was cut off', error);
  } finally {
    total.clear();
  }
}

async function readInTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  idleLimit: number,
  total: Deadline,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  const idle = createDeadline(idleLimit);
  try {
    const next = await Promise.race([reader.read(), idle.expired, total.expired]);
    if (next === 'expired') throw new Refusal('timeout', 'the body did not arrive in time');
    return next;
  } finally {
    idle.clear();
  }
}
