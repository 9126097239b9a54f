import {
  MaxFileSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParser,
  type MultipartPart,
} from '@remix-run/multipart-parser';
import { isRefusal, Refusal } from '../../refusal.ts';
import type { Limits } from '../limits.ts';
import { readPartHead } from './part-head.ts';
import type { BodyReader } from './read-body.ts';
import { decodeText } from './text-reader.ts';

/** One field of a form. */
export type Entry = readonly [name: string, value: string | File];

// As RFC 2046 has it: up to 70 of these characters.
const BOUNDARY = /;\s*boundary=(?:"([\w'()+,\-./:=? ]{1,70})"|([\w'()+,\-./:=?]{1,70}))\s*(?:;|$)/i;
const HEAD_SIZE = 8192;

/**
 * Reads a form as it arrives: its parts are counted and named while the rest is still on its way.
 *
 * @throws Refusal without a boundary
 */
export function createFormReader(contentType: string, limits: Limits): BodyReader<Entry[]> {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new Refusal('body', 'the form has no boundary');
  // The bytes are counted before they get here; the parser's own limits must not be lower.
  const parser = new MultipartParser(boundary, {
    maxParts: limits.parts + limits.streamChunks,
    maxHeaderSize: HEAD_SIZE,
    maxFileSize: limits.body,
    maxTotalSize: limits.body,
  });
  const entries: Entry[] = [];
  let parts = 0;
  return {
    write(chunk) {
      try {
        for (const part of parser.write(chunk)) {
          const entry = readPart(part);
          if (!isStreamChunk(entry) && (parts += 1) > limits.parts) {
            throw new Refusal('too-large', `the form has more than ${limits.parts} parts`);
          }
          entries.push(entry);
        }
      } catch (error) {
        // After the last boundary anything may stand, in whatever chunks it comes.
        if (!isFinished(parser)) throw toRefusal(error);
      }
    },
    end() {
      if (!isFinished(parser)) throw new Refusal('body', 'the form has no end');
      return entries;
    },
  };
}

/** Streams have many chunks, which have a limit of their own. */
function isStreamChunk([name]: Entry): boolean {
  return /^S\d/.test(name);
}

function readPart(part: MultipartPart): Entry {
  const { name, filename, type } = readPartHead(part.headers);
  if (filename === undefined) return [name, decodeText(bytesOf(part))];
  // What arrived over a connection is not shared with another thread.
  const content = part.content as Uint8Array<ArrayBuffer>[];
  return [name, new File(content, filename, { type })];
}

function bytesOf(part: MultipartPart): Uint8Array {
  const [only] = part.content;
  return part.content.length === 1 && only !== undefined ? only : part.bytes;
}

function isFinished(parser: MultipartParser): boolean {
  try {
    parser.finish();
    return true;
  } catch {
    return false;
  }
}

function toRefusal(cause: unknown): Refusal {
  if (isRefusal(cause)) return cause;
  const isTooLarge =
    cause instanceof MaxPartsExceededError ||
    cause instanceof MaxFileSizeExceededError ||
    cause instanceof MaxTotalSizeExceededError;
  return isTooLarge
    ? new Refusal('too-large', 'the form has too many parts', { cause })
    : new Refusal('body', 'the body is not the form that its content type says', { cause });
}
