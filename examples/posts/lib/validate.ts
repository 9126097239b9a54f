import { refuse } from './refuse.ts';

/*
 * The declared types of a server function are a promise of its callers, and its callers are
 * whoever can send a POST. So each function passes each argument through one of these first.
 */

/** Text of `min` to `max` characters, trimmed, without control characters but line breaks and tabs. */
export function text(
  value: unknown,
  name: string,
  { min = 1, max }: { min?: number; max: number },
): string {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    return invalid(`\`${name}\` must be text.`);
  }
  // The raw length first: nothing below runs over a megabyte of spaces.
  if (value.length > max * 2) return invalid(`\`${name}\` must have at most ${max} characters.`);
  const trimmed = value.trim().normalize('NFC').replaceAll('\r\n', '\n');
  if (trimmed.length < min || trimmed.length > max) {
    return invalid(`\`${name}\` must have ${min} to ${max} characters.`);
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(trimmed)) {
    return invalid(`\`${name}\` must not hold control characters.`);
  }
  return trimmed;
}

/** A secret: like {@link text}, but not a character of it is changed. */
export function secret(
  value: unknown,
  name: string,
  { min, max }: { min: number; max: number },
): string {
  if (typeof value !== 'string' || value.length < min || value.length > max) {
    return invalid(`\`${name}\` must have ${min} to ${max} characters.`);
  }
  return value;
}

/** The id of a post or a user. */
export function identifier(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^[\w-]{1,40}$/.test(value)) {
    return invalid(`\`${name}\` must be an id.`);
  }
  return value;
}

/** A short lower-case word: a topic or a tag. */
export function word(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^[a-z][a-z0-9-]{0,29}$/.test(value)) {
    return invalid(`\`${name}\` must be a lower-case word.`);
  }
  return value;
}

/** A whole number from 1. */
export function positiveInteger(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    return invalid(`\`${name}\` must be a whole number from 1.`);
  }
  return value;
}

/** A plain object that has no other keys than `keys`. Read it by these keys alone. */
export function record<Key extends string>(
  value: unknown,
  name: string,
  keys: readonly Key[],
): Partial<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid(`\`${name}\` must be an object.`);
  }
  const copy: Partial<Record<Key, unknown>> = {};
  for (const key of Object.keys(value)) {
    const known = keys.find((each) => each === key);
    if (known === undefined) return invalid(`\`${name}\` must only have: ${keys.join(', ')}.`);
    copy[known] = (value as Record<string, unknown>)[key];
  }
  return copy;
}

/** A form; what a form action gets, unless the caller sends something else. */
export function form(value: unknown): FormData {
  return value instanceof FormData ? value : invalid('The argument must be a form.');
}

function invalid(message: string): never {
  return refuse(400, 'invalid-argument', message);
}
