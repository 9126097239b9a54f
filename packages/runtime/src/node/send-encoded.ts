import type { ServerResponse } from 'node:http';
import type { ByteSink } from '../byte-sink.ts';
import type { EncodedBody } from '../dispatch/encoded-body.ts';
import { gather, type Head, sendWhole, writeHead } from './answer-head.ts';

// Bytes of a result that is sent in one piece if it is there as a whole.
const SMALL = 16_384;

/**
 * Has React write a result into an answer. A result that is small and ready is sent in one piece, with
 * its length; any other as it comes.
 *
 * @returns `false` where React can only make streams
 */
export function sendEncoded(body: EncodedBody, answer: ServerResponse, head: Head): boolean {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let state: 'waiting' | 'open' | 'over' = 'waiting';
  let isLate = false;
  const open = (): void => {
    if (state !== 'waiting') return;
    state = 'open';
    writeHead(answer, head);
    gather(answer);
    for (const chunk of chunks) answer.write(chunk);
  };
  const sink: ByteSink = {
    write(chunk) {
      if (state === 'open') {
        gather(answer);
        return answer.write(chunk);
      }
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      chunks.push(bytes);
      size += bytes.length;
      if (isLate || size > SMALL) open();
      return true;
    },
    end() {
      if (state === 'open') answer.end();
      else sendWhole(joined(chunks), answer, head);
      state = 'over';
    },
    destroy(error) {
      // Only a broken connection tells the client that the rest is missing.
      state = 'over';
      answer.destroy(error instanceof Error ? error : undefined);
    },
    on(event, listener) {
      if (event === 'drain') answer.on(event, listener);
    },
  };
  const abort = body.pipe(sink);
  if (abort === undefined) return false;
  const gone = (): void => {
    if (state !== 'over') abort('the client is gone');
    state = 'over';
  };
  if (answer.destroyed) gone();
  else queueMicrotask(lookAgain);
  return true;

  /** React writes what is ready in the microtasks of this turn: most results are over by now. */
  function lookAgain(): void {
    if (state === 'over') return;
    answer.once('close', gone);
    setImmediate(() => {
      isLate = true;
      if (size > 0) open();
    });
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}
