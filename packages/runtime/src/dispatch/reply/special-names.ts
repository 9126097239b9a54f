// Names that make an object look like something else to the language or to React: a prototype, a
// promise, a value with a conversion of its own, one of React's own objects.
const SPECIAL_NAMES = new Set([
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
]);

/** Tells whether a name must not be one of a client's choice: of a key or of a form's field. */
export function isSpecialName(name: string): boolean {
  return SPECIAL_NAMES.has(name);
}
