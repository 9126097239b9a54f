/** Values written out. */
import type { ValueKind } from '../scope/binding.ts';
import type { Choice } from '../tree/types.ts';

const simple: readonly string[] = [
  '0',
  '1',
  '"s"',
  'true',
  'null',
  'undefined',
  '-0',
  'NaN',
  '10n',
  '[]',
  '{}',
  '"é𝒳"',
  '`t`',
  "'use server'",
  '[1, [2]]',
  '{ x: 1 }',
  '/* c */ 5',
  'new Date(5)',
  'new Map([[1, { id: 2 }]])',
  'new Set([3])',
  'Infinity',
  '"\\u2028"',
  '`a${1}b`',
  // What a server function must not say of itself is fine in the functions and classes inside it.
  '(function () { return arguments.length })(1, 2)',
  '(function () { return typeof this })()',
  'new (class { #v = 3; get() { return this.#v } })().get()',
  'new (class { v = new.target; get() { return typeof this.v } })().get()',
  '(() => { switch (1) { case 1: return "one" } })()',
];

/** A literal for a choice; `0` for 0. */
export function literal(choice: Choice): string {
  return simple[choice % simple.length] ?? '0';
}

/** An initial value of a kind that can be written without using anything. */
export function initialValue(kind: ValueKind, choice: Choice): string {
  const digit = choice % 10;
  switch (kind) {
    case 'string':
      return `"s${digit}"`;
    case 'tag':
      return digit % 2 === 0 ? '"b"' : '"i"';
    case 'object':
      return object(digit);
    case 'opaque':
      return `{ id: ${digit}, tag: "t", in: { x: 2, y: { z: [3, { w: 4 }] } }, list: [5], no: null, f: () => ${digit}, self() { return this.id }, K: class { v = 1 } }`;
    case 'array':
      return `[${digit}, { id: 1 }, "x"]`;
    case 'nullish':
      return digit % 2 === 0 ? 'null' : 'undefined';
    case 'instance':
      return `new (class { v = ${digit}; get() { return this.v } })()`;
    default:
      return String(digit);
  }
}

function object(digit: number): string {
  return `{ id: ${digit}, tag: "t${digit}", in: { x: 2, y: { z: [3, { w: 4 }] } }, list: [5, 6], no: null }`;
}
