import type { AnyFunction } from './server-reference.ts';

/*
 * What the compiler writes around a function with captures; a minifier takes the parentheses:
 *
 *   function save([user], ...args) { return (async function* (…) { … })(...args) }
 */
const GENERATOR_INSIDE = /^[^{]*\{[^]*?\breturn\s*\(?\s*async\b\s*(?:function\s*(\*))?/;

/** Whether a hoisted function with captures is an async generator: its text says so. */
export function wrapsGenerator(fn: AnyFunction): boolean {
  return GENERATOR_INSIDE.exec(Function.prototype.toString.call(fn))?.[1] !== undefined;
}
