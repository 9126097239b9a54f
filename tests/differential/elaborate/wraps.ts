/** Statements that hold other statements: blocks, loops, handlers, functions that run at once. */
import { block } from '../print/statement-list.ts';
import type { Declaration, ValueKind } from '../scope/binding.ts';
import type { Scope } from '../scope/scope.ts';
import type { Choice } from '../tree/types.ts';
import { type Elaboration, pick } from './elaboration.ts';
import { initialValue } from './literals.ts';

/** A name that the statement itself declares for its body. */
export interface HeadName {
  readonly declaration: Declaration;
  readonly kind: ValueKind;
}

/** A kind of statement with a body. */
export interface Wrap {
  readonly name: string;
  readonly head: readonly HeadName[];
  /** Set when the body is a function or static block of its own that runs at once. */
  readonly boundary?: { readonly async: boolean };
  readonly only?: 'await' | 'namespace';
  /** The clauses of a `switch` take no function declaration with a directive and no `using`. */
  readonly clauses?: boolean;
  write(names: readonly string[], body: string): string;
}

const object = initialValue('object', 1);
const loop = (kind: ValueKind): HeadName => ({ declaration: 'loop', kind });
const caught = (kind: ValueKind): HeadName => ({ declaration: 'catch', kind });
const parameter: HeadName = { declaration: 'parameter', kind: 'object' };

// `2 > a`, as Sucrase takes `async < 2` for the start of type parameters.
const wraps: readonly [Wrap, ...Wrap[]] = [
  { name: 'block', head: [], write: (_, body) => block(body) },
  { name: 'if', head: [], write: (_, body) => `if (true) ${block(body)}` },
  { name: 'else', head: [], write: (_, body) => `if (false) log("no")\nelse ${block(body)}` },
  {
    name: 'for let',
    head: [loop('number')],
    write: ([a], body) => `for (let ${a} = 0; 2 > ${a}; ${a}++) ${block(body)}`,
  },
  {
    name: 'for const of',
    head: [loop('object')],
    write: ([a], body) =>
      `for (const ${a} of [${object}, ${initialValue('object', 2)}]) ${block(body)}`,
  },
  {
    name: 'for let of',
    head: [loop('number')],
    write: ([a], body) => `for (let ${a} of [1, 2]) ${block(body)}`,
  },
  {
    name: 'for pattern of',
    head: [loop('number'), loop('plain')],
    write: ([a, b], body) =>
      `for (const [${a}, { id: ${b} = 4 }] of [[1, { id: 2 }], [3, {}]]) ${block(body)}`,
  },
  {
    name: 'for in',
    head: [loop('string')],
    write: ([a], body) => `for (const ${a} in { x: 1, y: 2 }) ${block(body)}`,
  },
  {
    name: 'for let, two',
    head: [loop('number'), loop('number')],
    write: ([a, b], body) =>
      `for (let ${a} = 0, ${b} = 5; 2 > ${a}; ${a}++, ${b}--) ${block(body)}`,
  },
  {
    name: 'for await',
    head: [loop('number')],
    only: 'await',
    write: ([a], body) => `for await (const ${a} of [1, 2]) ${block(body)}`,
  },
  {
    name: 'while',
    head: [{ declaration: 'let', kind: 'number' }],
    write: ([a], body) => `{ let ${a} = 0; while (${a}++ < 2) ${block(body)} }`,
  },
  {
    name: 'do while',
    head: [{ declaration: 'let', kind: 'number' }],
    write: ([a], body) => `{ let ${a} = 0; do ${block(body)} while (++${a} < 2) }`,
  },
  { name: 'try', head: [], write: (_, body) => `try ${block(body)} finally { log("finally") }` },
  {
    name: 'catch',
    head: [caught('object')],
    write: ([a], body) => `try { throw ${object} } catch (${a}) ${block(body)}`,
  },
  {
    name: 'catch pattern',
    head: [caught('number'), caught('plain')],
    write: ([a, b], body) =>
      `try { throw ${object} } catch ({ id: ${a}, in: { x: ${b} } }) ${block(body)}`,
  },
  { name: 'finally', head: [], write: (_, body) => `try { log("try") } finally ${block(body)}` },
  {
    name: 'switch',
    head: [],
    clauses: true,
    write: (_, body) =>
      `switch (1) {\n  case 0: log("no")\n  case 1:\n${body}\n  break\n  default: log("no")\n}`,
  },
  {
    name: 'label',
    head: [],
    write: (_, body) => `label${body.length}: ${block(`${body}\nbreak label${body.length}`)}`,
  },
  {
    name: 'static block',
    head: [],
    boundary: { async: false },
    write: (_, body) => `void class { static ${block(body)} }`,
  },
  {
    name: 'arrow called at once',
    head: [parameter],
    boundary: { async: false },
    write: ([a], body) => `((${a}) => ${block(body)})(${object})`,
  },
  {
    name: 'function called at once',
    head: [parameter, { declaration: 'default', kind: 'plain' }],
    boundary: { async: false },
    write: ([a, b], body) => `(function (${a}, ${b} = ${a}.id) ${block(body)})(${object})`,
  },
  {
    name: 'async arrow called at once',
    head: [{ declaration: 'pattern', kind: 'plain' }],
    only: 'await',
    boundary: { async: true },
    write: ([a], body) => `await (async ({ id: ${a} }) => ${block(body)})(${object})`,
  },
  {
    name: 'callback',
    head: [
      { declaration: 'parameter', kind: 'number' },
      { declaration: 'rest', kind: 'plain' },
    ],
    boundary: { async: false },
    write: ([a, b], body) => `[1, 2].forEach((${a}, ...${b}) => ${block(body)})`,
  },
  {
    name: 'namespace',
    head: [],
    only: 'namespace',
    boundary: { async: false },
    write: (_, body) => `namespace Space ${block(body)} /* end of Space */`,
  },
];

/** The statement for a choice, among those that can stand in `scope`; null for the body alone. */
export function wrapFor(program: Elaboration, scope: Scope, choice: Choice): Wrap | null {
  if (choice % (wraps.length + 1) === 0) return null;
  const possible = wraps.filter(({ only }) => {
    if (only === 'await') return scope.context.async;
    return only === undefined || (program.typescript && scope.kind === 'module');
  });
  return pick(possible as [Wrap, ...Wrap[]], choice - 1);
}
