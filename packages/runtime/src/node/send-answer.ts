import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../dispatch/answer.ts';
import { isEncodedBody } from '../dispatch/encoded-body.ts';
import { gather, type Head, sendWhole, writeHead } from './answer-head.ts';
import { sendEncoded } from './send-encoded.ts';

// How long a client that is still sending may read its answer before the connection is cut.
const LINGER = 1000;

// Bytes of a result that is sent in one piece if it is there as a whole.
const SMALL = 16_384;

/**
 * Sends an answer to a Node request, as fast as the client reads it. What fails meanwhile breaks the
 * connection.
 */
export function sendAnswer(
  { status, headers, body }: Answer,
  message: IncomingMessage,
  answer: ServerResponse,
): void {
  const unread = !message.complete;
  const fields = [...headers];
  // HTTP/1.1 would have to read the rest of a refused body before the next request.
  if (unread && message.httpVersionMajor === 1) fields.push(['connection', 'close']);
  if (typeof body === 'string') fields.push(['content-length', String(Buffer.byteLength(body))]);
  const head = { status, fields };
  if (isEncodedBody(body)) {
    if (!sendEncoded(body, answer, head)) void sendStream(body.stream(), answer, head);
  } else if (body instanceof ReadableStream) void sendStream(body, answer, head);
  else {
    writeHead(answer, head);
    answer.end(body);
  }
  if (unread) hangUp(message);
}

async function sendStream(
  body: ReadableStream<Uint8Array>,
  answer: ServerResponse,
  head: Head,
): Promise<void> {
  const reader = body.getReader();
  const gone = (): void => void reader.cancel('the client is gone').catch(() => {});
  if (answer.destroyed) return gone();
  answer.once('close', gone);
  try {
    const first = await reader.read();
    const second = reader.read();
    if (!first.done && first.value.length <= SMALL && (await endsNow(second))) {
      sendWhole(first.value, answer, head);
      return;
    }
    writeHead(answer, head);
    for (let next = first; !next.done; next = next === first ? await second : await reader.read()) {
      gather(answer);
      if (!answer.write(next.value)) await drained(answer);
    }
    answer.end();
  } catch (error) {
    // Only a broken connection tells the client that the rest is missing.
    answer.destroy(error instanceof Error ? error : undefined);
  } finally {
    answer.off('close', gone);
  }
}

/** Whether a stream has come to its end by the time that the event loop takes its next turn. */
function endsNow(read: Promise<ReadableStreamReadResult<Uint8Array>>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    setImmediate(() => resolve(false));
    read.then(({ done }) => resolve(done), reject);
  });
}

function drained(answer: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      answer.off('drain', done);
      answer.off('close', done);
      resolve();
    };
    answer.once('drain', done);
    answer.once('close', done);
  });
}

/** Reads what still comes for a moment, so that the answer is not lost with a reset connection. */
function hangUp(message: IncomingMessage): void {
  message.resume();
  const timer = setTimeout(() => message.destroy(), LINGER);
  timer.unref();
  message.once('close', () => clearTimeout(timer));
}
