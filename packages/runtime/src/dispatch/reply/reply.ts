import type { Entry } from '../body/form-reader.ts';
import type { Limits } from '../limits.ts';
import { refuseReply } from './refuse.ts';
import { isSpecialName } from './special-names.ts';

/** What React's `encodeReply` has written, sorted by what the parts are. */
export interface Reply {
  /** JSON texts by their numbers; 0 is the value itself. */
  readonly models: ReadonlyMap<number, string>;
  /** Files and binary data by their numbers. */
  readonly blobs: ReadonlyMap<number, File>;
  /** The chunks of streams and async iterables, JSON each, by the numbers of the streams. */
  readonly streams: ReadonlyMap<number, readonly string[]>;
  /** The numbers of forms that are part of the value. */
  readonly forms: ReadonlySet<number>;
}

const PART_NAME = /^(?:(S?)(0|[1-9]\d{0,8})|_([1-9]\d{0,8})_([^]*))$/;

const NONE: Omit<Reply, 'models'> = { blobs: new Map(), streams: new Map(), forms: new Set() };

/** A reply that is one text. */
export function textReply(text: string): Reply {
  return { ...NONE, models: new Map([[0, text]]) };
}

/**
 * Sorts the parts of a reply.
 *
 * @throws Refusal for a name that React never writes, a number that is given twice, and too many parts
 */
export function sortReply(entries: Iterable<Entry>, limits: Limits): Reply {
  const models = new Map<number, string>();
  const blobs = new Map<number, File>();
  const streams = new Map<number, string[]>();
  const forms = new Set<number>();
  let chunks = 0;
  let parts = 0;
  for (const [name, value] of entries) {
    const [, stream, digits, formDigits, field = ''] = PART_NAME.exec(name) ?? [];
    if (stream === 'S') {
      if (typeof value !== 'string') refuseReply('a chunk of a stream is a file');
      if ((chunks += 1) > limits.streamChunks) refuseReply('there are too many chunks');
      append(streams, Number(digits), value);
      continue;
    }
    if ((parts += 1) > limits.parts) refuseReply(`there are more than ${limits.parts} parts`);
    if (formDigits !== undefined) {
      if (isSpecialName(field)) refuseReply(`a field of a form is called ${field}`);
      forms.add(Number(formDigits));
    } else if (digits === undefined) {
      refuseReply('a part has a name that React does not give');
    } else {
      const number = Number(digits);
      if (models.has(number) || blobs.has(number)) refuseReply(`there are two parts ${number}`);
      if (typeof value === 'string') models.set(number, value);
      else blobs.set(number, value);
    }
  }
  refuseSharedNumbers([streams, forms], [models, blobs, forms]);
  return { models, blobs, streams, forms };
}

function append(streams: Map<number, string[]>, number: number, chunk: string): void {
  const chunks = streams.get(number);
  if (chunks === undefined) streams.set(number, [chunk]);
  else chunks.push(chunk);
}

interface Numbers {
  has(number: number): boolean;
  keys(): Iterable<number>;
}

/** React counts all parts in one sequence: a number that two kinds share is forged. */
function refuseSharedNumbers([streams, forms]: [Numbers, Numbers], others: Numbers[]): void {
  for (const kind of [streams, forms]) {
    for (const number of kind.keys()) {
      if (others.some((other) => other !== kind && other.has(number))) {
        refuseReply(`two kinds of parts have the number ${number}`);
      }
    }
  }
}
