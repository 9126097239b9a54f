import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../dispatch/answer.ts';

// How long a client that is still sending may read its answer before the connection is cut.
const LINGER = 1000;

/** Sends an answer to a Node request, as fast as the client reads it. */
export async function sendAnswer(
  { status, headers, body }: Answer,
  message: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  answer.statusCode = status;
  for (const [name, value] of headers) {
    if (name === 'set-cookie') answer.appendHeader(name, value);
    else answer.setHeader(name, value);
  }
  const unread = !message.complete;
  // HTTP/1.1 would have to read the rest of a refused body before the next request.
  if (unread && message.httpVersionMajor === 1) answer.setHeader('connection', 'close');
  if (typeof body === 'string') answer.end(body);
  else {
    if (body !== null) await sendStream(body, answer);
    answer.end();
  }
  if (unread) hangUp(message);
}

async function sendStream(body: ReadableStream<Uint8Array>, answer: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const gone = (): void => void reader.cancel('the client is gone').catch(() => {});
  answer.once('close', gone);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!answer.write(next.value)) await drained(answer);
    }
  } catch (error) {
    // The head is sent; only a broken connection tells the client that the rest is missing.
    answer.destroy(error instanceof Error ? error : undefined);
  } finally {
    answer.off('close', gone);
  }
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
