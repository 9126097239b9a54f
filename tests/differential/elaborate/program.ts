/** Turns a tree of choices into the text of a program. */
import { block, joinStatements, type Piece } from '../print/statement-list.ts';
import type { FunctionContext } from '../scope/function-context.ts';
import { addBinding, createScope, type Scope } from '../scope/scope.ts';
import type { ProgramTree } from '../tree/types.ts';
import { count, createElaboration, type Elaboration, type Language } from './elaboration.ts';
import { freshName } from './names.ts';
import { planBlock } from './plan.ts';
import { statements } from './statements.ts';

/** A program that can be run as it stands, the directives being inert. */
export interface Program {
  readonly source: string;
  readonly language: Language;
  /** Whether it has a file-level directive. */
  readonly file: boolean;
  /** Whether everything that server functions are given and give can cross the network. */
  readonly wire: boolean;
  /** The number of functions that an inline directive marks. */
  readonly servers: number;
  /** Documented errors that it may be given. */
  readonly causes: ReadonlySet<string>;
  readonly features: ReadonlyMap<string, number>;
}

/** The names that programs import from the module `host`. */
export const hostNames = [
  'call',
  'caught',
  'collect',
  'expose',
  'fuel',
  'h',
  'id',
  'inspect',
  'log',
  'show',
] as const;

/** Writes the program that `tree` stands for. */
export function elaborate(tree: ProgramTree): Program {
  const program = createElaboration(tree.style);
  count(program, program.wire ? 'values that can travel' : 'values of any kind');
  count(program, `language ${program.language}`);
  const module: FunctionContext = context(null, 'module');
  const scope = createScope(null, module, 'module');
  const data = importData(program, scope, tree.style.names);
  const planned = planBlock(program, tree.top, scope);
  const pieces = statements({ program, scope }, planned);
  const forwarded = program.file ? forwards(tree.style.lines) : [];
  const main = program.file ? [] : [mainFunction(program, scope, tree)];
  const body = joinStatements([...data, ...forwarded, ...pieces, ...main], program.semicolons);
  const source = finish(program, body, tree.style.lines);
  const { language, file, wire, servers, causes, features } = program;
  return { source, language, file, wire, servers, causes, features };
}

function context(parent: FunctionContext | null, role: 'module' | 'main'): FunctionContext {
  return {
    parent,
    role,
    async: true,
    generator: false,
    immediate: false,
    impure: true,
    uses: new Set(),
    pinned: false,
  };
}

function importData(program: Elaboration, scope: Scope, choice: number): Piece[] {
  const name = freshName(program, scope, choice);
  addBinding(scope, name, { declaration: 'import', kind: 'object', initialised: true });
  return [{ text: `import { data as ${name} } from "data"`, end: 'plain' }];
}

function mainFunction(program: Elaboration, scope: Scope, tree: ProgramTree): Piece {
  const main = context(scope.context, 'main');
  const parameters = createScope(scope, main, 'parameters');
  const name = freshName(program, parameters, tree.style.names + 1);
  addBinding(parameters, name, {
    declaration: 'parameter',
    kind: 'object',
    initialised: true,
    assignable: true,
  });
  const body = createScope(parameters, main, 'function');
  const planned = planBlock(program, tree.main, body);
  const text = joinStatements(statements({ program, scope: body }, planned), program.semicolons);
  const prefix = tree.style.names % 2 === 0 ? 'export default' : 'export';
  return { text: `${prefix} async function main(${name}) ${block(text)}`, end: 'block' };
}

function forwards(choice: number): Piece[] {
  const all: Piece[] = [
    { text: 'export { remote } from "dependency"', end: 'plain' },
    { text: 'import { other } from "dependency"', end: 'plain' },
    { text: 'export { other, other as again }', end: 'plain' },
    { text: 'export { remote as "a string" } from "dependency"', end: 'plain' },
  ];
  return choice % 3 === 0 ? [] : choice % 3 === 1 ? all.slice(0, 3) : all;
}

function finish(program: Elaboration, body: string, lines: number): string {
  const used = hostNames.filter((name) =>
    name === 'h' ? program.jsx : new RegExp(`\\b${name}\\b`).test(body),
  );
  const directive = program.file ? `'use server'${program.semicolons ? ';' : ''}\n` : '';
  const imports = `import { ${used.join(', ')} } from "host";\n`;
  const text = `${program.comments.line()}${directive}${imports}${body}\n`;
  switch (lines) {
    case 6:
      return text.replaceAll('\n', '\r\n');
    case 7:
      return `\uFEFF${text}`;
    case 8:
      return `#!/usr/bin/env node\n${text}`;
    case 9:
      return `${text}// the end`;
    default:
      return text;
  }
}
