// @ts-check
// Names that have made decoders reach what was not meant for them.

/** Names that make an object look like something else: never a key of a client's choice. */
export const specialWords = [
  '__proto__',
  'constructor',
  'prototype',
  'then',
  'toString',
  'valueOf',
  'toJSON',
  'hasOwnProperty',
  '$$typeof',
  '$$id',
  '$$bound',
  '_response',
  '_formData',
];

/** Words that an app may well use as keys: as such they are data, and nothing else. */
export const plainWords = [
  'status',
  'value',
  'default',
  '*',
  '#',
  '',
  'id#',
  '#id',
  'a##b',
  '%23',
  '%00',
];

/** Texts that are hard on a parser; as keys they are data, too. */
const awkwardWords = ['\0', '\u{2028}', 'x'.repeat(1_000_000)];

export const gadgets = [...specialWords, ...plainWords, ...awkwardWords];
