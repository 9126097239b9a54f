import type { ServerResponse } from 'node:http';
import type { AnswerHeader } from '../dispatch/answer.ts';

/** What an answer begins with. */
export interface Head {
  readonly status: number;
  readonly fields: readonly AnswerHeader[];
}

/** One list is the fastest way; HTTP/2, and a framework's own headers, need them one by one. */
export function writeHead(answer: ServerResponse, { status, fields }: Head): void {
  if (answer.req.httpVersionMajor === 1 && answer.getHeaderNames().length === 0) {
    const list: string[] = [];
    for (const [name, value] of fields) list.push(name, value);
    answer.writeHead(status, list);
    return;
  }
  answer.statusCode = status;
  for (const [name, value] of fields) {
    if (name === 'set-cookie') answer.appendHeader(name, value);
    else answer.setHeader(name, value);
  }
}

/** Sends head and body in one write: Node joins texts, and this is one, of bytes. */
export function sendWhole(bytes: Uint8Array, answer: ServerResponse, head: Head): void {
  const length: AnswerHeader = ['content-length', String(bytes.length)];
  writeHead(answer, { ...head, fields: [...head.fields, length] });
  const { buffer, byteOffset, byteLength } = bytes;
  answer.end(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), 'latin1');
}

/** What is written in one turn of the event loop, most results as a whole, is sent as one packet. */
export function gather(answer: ServerResponse): void {
  if (answer.writableCorked > 0 || answer.req.httpVersionMajor !== 1) return;
  answer.cork();
  setImmediate(() => answer.uncork());
}
