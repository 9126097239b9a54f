import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, AnswerHeader } from '../dispatch/answer.ts';

// How long a client that is still sending may read its answer before the connection is cut.
const LINGER = 1000;

/** Sends an answer to a Node request, as fast as the client reads it. */
export async function sendAnswer(
  { status, headers, body }: Answer,
  message: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const unread = !message.complete;
  const fields = [...headers];
  // HTTP/1.1 would have to read the rest of a refused body before the next request.
  if (unread && message.httpVersionMajor === 1) fields.push(['connection', 'close']);
  if (typeof body === 'string') fields.push(['content-length', String(Buffer.byteLength(body))]);
  writeHead(answer, status, fields);
  if (typeof body === 'string') answer.end(body);
  else {
    if (body !== null) await sendStream(body, answer);
    answer.end();
  }
  if (unread) hangUp(message);
}

/** One list is the fastest way; HTTP/2, and a framework's own headers, need them one by one. */
function writeHead(answer: ServerResponse, status: number, headers: readonly AnswerHeader[]): void {
  if (answer.req.httpVersionMajor === 1 && answer.getHeaderNames().length === 0) {
    answer.writeHead(status, headers.flat());
    return;
  }
  answer.statusCode = status;
  for (const [name, value] of headers) {
    if (name === 'set-cookie') answer.appendHeader(name, value);
    else answer.setHeader(name, value);
  }
}

async function sendStream(body: ReadableStream<Uint8Array>, answer: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const gone = (): void => void reader.cancel('the client is gone').catch(() => {});
  answer.once('close', gone);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      gather(answer);
      if (!answer.write(next.value)) await drained(answer);
    }
  } catch (error) {
    // The head is sent; only a broken connection tells the client that the rest is missing.
    answer.destroy(error instanceof Error ? error : undefined);
  } finally {
    answer.off('close', gone);
  }
}

/** What is written in one turn of the event loop, most results as a whole, is sent as one packet. */
function gather(answer: ServerResponse): void {
  if (answer.writableCorked > 0 || answer.req.httpVersionMajor !== 1) return;
  answer.cork();
  setImmediate(() => answer.uncork());
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
