/** Text that looks like code, made of tokens that matter to the compiler. */
import fc from 'fast-check';

/** Tokens, the plainest first. */
export const tokens: readonly string[] = [
  ['a', ';', '{', '}', '(', ')', '\n', "'use server'", ' ', ','],
  ['"use server"', "'use client'", '`use server`', "('use server')", "'use\\x20server'"],
  ["'use sever'", "'use strict'", "'use cache'", '// c\n', '/* c */', '/*', '//', '<!--'],
  ['async', 'function', 'function*', '=>', '=', 'export', 'default', 'const', 'let', 'var'],
  ['import', 'from', '"./m"', '*', 'as', 'class', 'static', 'extends', 'get', 'set', 'new'],
  ['return', 'await', 'yield', 'this', 'super', 'arguments', 'eval', 'typeof', 'delete', 'of'],
  ['for', 'while', 'do', 'if', 'else', 'switch', 'case', 'try', 'catch', 'finally', 'with', 'in'],
  ['[', ']', '...', '?.', '??', '?', ':', '.', '+', '-', '/', '/x/g', '`', '${', '#p', '@', '@d'],
  ['<', '>', '</', '/>', '<a>', '</a>', '<L/>', 'b', 'c', 'L', '$$sf_a', '$$sf_args', '1', '0n'],
  ['enum', 'namespace', 'interface', 'type', 'declare', 'satisfies', 'using', 'abstract', '!', '|'],
  ['async function f() {', "async () => { 'use server'", '});', 'module.exports =', 'export *'],
  ['\r\n', '\u2028', '\uFEFF', '\u0000', 'é', '𝒳', '\\u{61}', '#!', '"\\u2028"', '\\'],
].flat();

/** Whole pieces of code, which make the compiler act. */
export const fragments: readonly string[] = [
  "'use server';",
  "'use client';",
  "async function f() { 'use server' }",
  "const g = async () => { 'use server'; return f }",
  "const h = async ({ a, ...b }, [c] = d) => { 'use server'; return a + c };",
  "export async function i(a) { 'use server' }",
  "function Page(a, b) { async function f() { 'use server'; return a.b.c + b?.d } return f }",
  "class A { static async m() { 'use server'; return A } x = async () => { 'use server' } }",
  "const o = { async save() { 'use server'; return o }, ['a']: async () => { 'use server' } }",
  "<L action={async () => { 'use server'; a = L }}/>",
  "async function* j(a = async () => { 'use server'; j }) { 'use server'; yield a }",
  "export default async () => { 'use server' }",
  'export const { k, l = async () => {} } = c;',
  "export { f, g as 'a b', h as default }",
  "for (const m of n) { var p = async () => { 'use server'; return [m, p] } }",
  'export * from "./m";',
  'import { q } from "./q"; export { q };',
];

const token = fc.constantFrom(...tokens);
const separator = fc.constantFrom(' ', '\n', '');
const brackets = fc.constantFrom('()', '{}', '[]', '()', '{}', '``');

/** Tokens and pieces of code one after another, brackets mostly in pairs. */
export const tokenSoup: fc.Arbitrary<string> = fc.letrec<{ soup: string; item: string }>((tie) => ({
  soup: fc
    .tuple(separator, fc.array(tie('item'), { maxLength: 8 }))
    .map(([between, items]) => items.join(between)),
  item: fc.oneof(
    { maxDepth: 4 },
    { weight: 2, arbitrary: fc.constantFrom(...fragments) },
    { weight: 3, arbitrary: token },
    {
      weight: 2,
      arbitrary: fc
        .tuple(brackets, tie('soup'))
        .map(([pair, inside]) => `${pair[0]}${inside}${pair[1]}`),
    },
    {
      weight: 1,
      arbitrary: tie('soup').map((inside) => `async function f() { 'use server'; ${inside} }`),
    },
  ),
})).soup;
