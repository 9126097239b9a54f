import { refuseReply } from './refuse.ts';

/** What a reference asks of the part that it names. */
export type ReferenceKind =
  | 'value'
  | 'promise'
  | 'collection'
  | 'function'
  | 'blob'
  | 'form'
  | 'stream';

/** A text of a model that stands for another part. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly part: number;
  /** The keys from the part's value to what is meant; `value` alone has some. */
  readonly path: readonly string[];
}

const KINDS: ReadonlyMap<string, ReferenceKind> = new Map([
  ['@', 'promise'],
  ['h', 'function'],
  ['K', 'form'],
  ...Array.from('QWi', (letter) => [letter, 'collection'] as const),
  ...Array.from('BAOoUSsLlGgMmV', (letter) => [letter, 'blob'] as const),
  ...Array.from('RrXx', (letter) => [letter, 'stream'] as const),
]);

const PART = /^(?:0|[1-9a-f][0-9a-f]{0,6})$/;
const DATE = /^\$D(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const BIGINT = /^\$n-?(\d+)$/;
const CONSTANTS = new Set(['$undefined', '$NaN', '$Infinity', '$-Infinity', '$-0']);

/**
 * Reads a text of a model that starts with `$`.
 *
 * @returns `undefined` when it stands for itself: a text, a date, a number
 * @throws Refusal for what React never writes
 */
export function readSigil(text: string, limits: { bigintDigits: number }): Reference | undefined {
  const letter = text[1] ?? '';
  if (letter === '$' || CONSTANTS.has(text)) return undefined;
  if (letter === 'n') {
    const digits = BIGINT.exec(text)?.[1]?.length ?? Number.POSITIVE_INFINITY;
    if (digits > limits.bigintDigits) refuseReply('a BigInt is malformed or too long');
    return undefined;
  }
  if (letter === 'D') {
    if (!DATE.test(text)) refuseReply('a date is malformed');
    return undefined;
  }
  const kind = KINDS.get(letter);
  if (kind !== undefined) return { kind, part: readPart(text.slice(2)), path: [] };
  const [part = '', ...path] = text.slice(1).split(':');
  return { kind: 'value', part: readPart(part), path };
}

function readPart(digits: string): number {
  if (!PART.test(digits)) refuseReply('a text starts with $ and means nothing');
  return Number.parseInt(digits, 16);
}
