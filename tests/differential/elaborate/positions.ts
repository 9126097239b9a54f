/** Where a server function can stand in a statement that gives it a name. */
import type { Piece } from '../print/statement-list.ts';
import type { Declaration, ValueKind } from '../scope/binding.ts';
import type { Elaboration } from './elaboration.ts';

/** Writes the function of a position, in one of the syntaxes; a method needs its key. */
export type FunctionWriter = (
  syntax: 'arrow' | 'function' | 'named' | 'method',
  key?: string,
) => Piece;

/** A position. */
export interface Position {
  readonly name: string;
  readonly declaration: Declaration;
  readonly kind: ValueKind;
  /** How the function is reached from the declared name. */
  readonly suffix: string;
  /** A function declaration, or a `const` whose initial value is the function. */
  readonly direct: boolean;
  readonly only?: 'jsx' | 'typescript' | 'function scope' | undefined;
  /** Can have `export` before it in module scope. */
  readonly exportable?: boolean;
  /** The directive is that of the file. */
  readonly unmarked?: boolean;
  /** Is the default export of its module. */
  readonly isDefault?: boolean;
  /** How many marked functions it writes besides the one that it is given. */
  readonly extra?: number;
  write(name: string, fn: FunctionWriter): Piece;
}

const plain = (text: string): Piece => ({ text, end: 'plain' });

/** A position in which the name stands for the function itself. */
export function direct(name: string, declaration: Declaration, write: Position['write']): Position {
  // A `var` may be given its function more than once, in a loop.
  const known = declaration !== 'var';
  return { name, declaration, kind: 'server', suffix: '', direct: known, write };
}

/** A position inside a value: `const a = <before>function<after>`. */
function inside(
  name: string,
  suffix: string,
  syntax: 'arrow' | 'function' | 'named',
  before: string,
  after: string,
  extra: Partial<Pick<Position, 'kind' | 'only'>> = {},
): Position {
  return {
    name,
    declaration: 'const',
    kind: suffix === '' ? 'server' : 'plain',
    suffix,
    direct: false,
    ...extra,
    write(binding, fn) {
      const written = fn(syntax);
      const text = `const ${binding} = ${before}${written.text}${after}`;
      return { text, end: after === '' ? written.end : 'plain' };
    },
  };
}

/** An object method under `key`. */
function method(name: string, key: string, suffix: string, kind: ValueKind = 'plain'): Position {
  return {
    name,
    declaration: 'const',
    kind,
    suffix,
    direct: false,
    write: (binding, fn) =>
      plain(`const ${binding} = { one: 1, ${fn('method', key).text}, two: 2 }`),
  };
}

/** A name declared by `declaration` that gets the function as `a = function`. */
function assigned(
  name: string,
  declaration: 'const' | 'let' | 'var',
  before: string,
  syntax: 'arrow' | 'function' | 'named',
  after = '',
): Position {
  return direct(name, declaration, (binding, fn) => {
    const written = fn(syntax);
    const [start, end] = [before, after].map((part) => part.replaceAll('%', () => binding));
    const text = start + written.text + end;
    return { text, end: after === '' ? written.end : 'plain' };
  });
}

const exportable = (position: Position): Position => ({ ...position, exportable: true });
const indirect = (position: Position): Position => ({ ...position, direct: false });

/** All positions but those in classes; the first is the plainest. */
const positions: readonly Position[] = [
  exportable(
    direct('declaration', 'function', (name, fn) => ({ ...fn('function', name), end: 'block' })),
  ),
  exportable(assigned('const arrow', 'const', 'const % = ', 'arrow')),
  exportable(assigned('const function', 'const', 'const % = ', 'function')),
  assigned('const named function', 'const', 'const % = ', 'named'),
  assigned('let arrow', 'let', 'let % = ', 'arrow'),
  assigned('var arrow', 'var', 'var % = ', 'arrow'),
  assigned('parenthesised', 'const', 'const % = (', 'arrow', ')'),
  indirect(assigned('assignment', 'let', 'let %; % = ', 'arrow')),
  indirect(assigned('nullish assignment', 'let', 'let %; % ??= ', 'arrow')),
  indirect(assigned('assignment to var', 'var', 'var %; % = ', 'function')),
  assigned('among declarators', 'const', 'const %$0 = 1, % = ', 'arrow', ', %$1 = 2'),
  indirect(assigned('shorthand default', 'const', 'const { % = ', 'arrow', ' } = {}')),
  indirect(assigned('object pattern default', 'const', 'const { k: % = ', 'function', ' } = {}')),
  indirect(assigned('array pattern default', 'const', 'const [% = ', 'arrow', '] = []')),
  indirect(assigned('assignment pattern default', 'let', 'let %; ({ k: % = ', 'arrow', ' } = {})')),
  inside('conditional', '', 'arrow', 'true ? ', ' : null'),
  inside('logical', '', 'arrow', 'null || (', ')'),
  inside('sequence', '', 'function', '(0, ', ')'),
  inside('argument', '', 'arrow', 'id(', ')'),
  inside('trailing comma argument', '', 'arrow', 'id?.(', ',)'),
  inside('arrow result', '', 'arrow', '(() => ', ')()'),
  inside('returned', '', 'arrow', '(() => { return ', ' })()'),
  inside('returned function', '', 'function', '(function () { return ', ' })()'),
  inside('default of an arrow', '', 'arrow', '((f = ', ') => f)()'),
  inside('template argument', '', 'arrow', '((strings, f) => f)`x${', '}`'),
  inside('array member', '[1]', 'arrow', '[1, ', ', 2]'),
  inside('spread', '[0]', 'arrow', '[...[', ']]'),
  inside(
    'constructor argument',
    '.f',
    'arrow',
    'new (class { constructor(f) { this.f = f } })(',
    ')',
    { kind: 'local' },
  ),
  inside('instance field', '.save', 'arrow', 'new (class { save = ', ' })()', { kind: 'local' }),
  inside('static field', '.save', 'arrow', 'class { static save = ', ' }', { kind: 'local' }),
  inside('property', '.save', 'arrow', '{ id: 1, save: ', ' }'),
  inside('property with a named function', '.save', 'named', '{ save: ', ', id: 1 }'),
  inside('computed property', '.save', 'arrow', '{ ["sa" + "ve"]: ', ' }'),
  inside('computed __proto__ property', '.__proto__', 'arrow', '{ ["__proto__"]: ', ' }', {
    kind: 'local',
  }),
  inside('__proto__ property', '.__proto__', 'arrow', '{ __proto__: ', ' }', { kind: 'local' }),
  method('method', 'save', '.save'),
  method('computed method', '["sa" + "ve"]', '.save'),
  method('template key method', '[`save`]', '.save'),
  method('string key method', '"a b"', '["a b"]'),
  method('numeric key method', '12', '[12]'),
  method('symbol key method', '[Symbol.for("k")]', '[Symbol.for("k")]', 'local'),
  method('__proto__ method', '__proto__', '.__proto__', 'local'),
  method('method called get', 'get', '.get'),
  inside('nested method', '.in.save', 'arrow', '{ in: { id: 1, save: ', ' } }'),
  inside('JSX attribute', '.props.action', 'arrow', '<form action={', '}/>', { only: 'jsx' }),
  inside('JSX child', '.children[0]', 'arrow', '<b>{', '}</b>', { only: 'jsx' }),
  inside('JSX spread', '.props.action', 'function', '<b id="x" {...{ action: ', ' }}/>', {
    only: 'jsx',
  }),
  inside('as', '', 'arrow', '(', ') as any', { only: 'typescript' }),
  inside('satisfies', '', 'arrow', '(', ') satisfies unknown', { only: 'typescript' }),
  inside('non-null', '', 'arrow', '(', ')!', { only: 'typescript' }),
  {
    ...direct('overloads', 'function', (name, fn) => ({
      text: `async function ${name}(...all: any): Promise<any>\nasync function ${name}(): Promise<any>\n${fn('function', name).text}`,
      end: 'block',
    })),
    only: 'typescript',
  },
  redeclared('with a var', (name, text) => `${text}\nvar ${name}`),
  redeclared('after a var', (name, text) => `var ${name};\n${text}`),
  {
    ...redeclared(
      'over another',
      // Like the other one, it logs a number of its own: functions of the same text are one.
      (name, text) =>
        `async function ${name}() { 'use server'; ${/\blog\(\d+/.exec(text)?.[0]}, "other") }\n${text}`,
    ),
    extra: 1,
  },
  redeclared('over a plain one', (name, text) => `function ${name}() { log("other") }\n${text}`),
];

/** A declaration whose name is declared once more in the same function. */
function redeclared(name: string, write: (name: string, text: string) => string): Position {
  return {
    ...direct(`declaration ${name}`, 'function', (binding, fn) => ({
      text: write(binding, fn('function', binding).text),
      end: name === 'with a var' ? 'plain' : 'block',
    })),
    direct: false,
    only: 'function scope',
  };
}

/** The positions that `program` can have; where there is no function scope, fewer. */
export function positionsFor(program: Elaboration, functionScope: boolean): readonly Position[] {
  return positions.filter(({ only }) => {
    if (only === 'jsx') return program.jsx;
    if (only === 'typescript') return program.typescript;
    return only === undefined || functionScope;
  });
}
