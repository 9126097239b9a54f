import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, AnswerHeader } from '../dispatch/answer.ts';

// How long a client that is still sending may read its answer before the connection is cut.
const LINGER = 1000;

// Bytes of a result that is sent in one piece if it is there as a whole.
const SMALL = 16_384;

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
  if (body instanceof ReadableStream) await sendStream(body, answer, { status, fields });
  else {
    writeHead(answer, { status, fields });
    answer.end(body);
  }
  if (unread) hangUp(message);
}

interface Head {
  readonly status: number;
  readonly fields: readonly AnswerHeader[];
}

/** One list is the fastest way; HTTP/2, and a framework's own headers, need them one by one. */
function writeHead(answer: ServerResponse, { status, fields }: Head): void {
  if (answer.req.httpVersionMajor === 1 && answer.getHeaderNames().length === 0) {
    answer.writeHead(status, fields.flat());
    return;
  }
  answer.statusCode = status;
  for (const [name, value] of fields) {
    if (name === 'set-cookie') answer.appendHeader(name, value);
    else answer.setHeader(name, value);
  }
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

/** Sends head and body in one write: Node joins texts, and this is one, of bytes. */
function sendWhole(bytes: Uint8Array, answer: ServerResponse, { status, fields }: Head): void {
  writeHead(answer, { status, fields: [...fields, ['content-length', String(bytes.length)]] });
  const { buffer, byteOffset, byteLength } = bytes;
  answer.end(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), 'latin1');
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
