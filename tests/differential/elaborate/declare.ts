/** Declares the names of single statements. */
import type { Binding, BindingPlan } from '../scope/binding.ts';
import { addBinding, type Scope } from '../scope/scope.ts';
import type { Choice, StatementTree, ValueTree } from '../tree/types.ts';
import { planClass } from './classes.ts';
import { count, type Elaboration, pick } from './elaboration.ts';
import { filePositions } from './file-exports.ts';
import { freshName, functionName, varName } from './names.ts';
import { type Position, positionsFor } from './positions.ts';
import { valueKind } from './values.ts';

/** A statement whose names are declared. */
export interface Declared {
  readonly tree: StatementTree;
  readonly bindings: readonly Binding[];
  /** How variables are declared: `const`, `let`, `var` or `using`. */
  readonly keyword: string;
  readonly position?: Position;
}

const keywords = ['const', 'let', 'var', 'const', 'let', 'using', 'const', 'await using'] as const;
type Keyword = (typeof keywords)[number];

/** Declares the names of a statement in `scope`; those of a `wrap` are not in it. */
export function declare(
  program: Elaboration,
  tree: StatementTree,
  scope: Scope,
  clauses: boolean,
): Declared {
  switch (tree.type) {
    case 'declare': {
      const keyword = keywordFor(scope, tree.kind, clauses);
      const all = [tree, ...tree.others];
      return {
        tree,
        keyword,
        bindings: all.map(({ name, value }) =>
          variable(program, scope, keyword, name, kindFor(program, keyword, value)),
        ),
      };
    }
    case 'pattern': {
      const keyword = pick<Keyword>(['const', 'let', 'var'], tree.kind);
      return {
        tree,
        keyword,
        bindings: tree.names.map((name) =>
          variable(program, scope, keyword, name, 'plain', 'pattern'),
        ),
      };
    }
    case 'server': {
      const position = positionFor(program, scope, tree.form, clauses);
      return {
        tree,
        keyword: '',
        position,
        bindings: [server(program, scope, position, tree.fn.name)],
      };
    }
    case 'local':
      return { tree, keyword: '', bindings: [local(program, scope, tree.form, tree.fn.name)] };
    case 'class':
      return { tree, keyword: '', bindings: [planClass(program, scope, tree)] };
    default:
      return { tree, keyword: '', bindings: [] };
  }
}

function keywordFor(scope: Scope, choice: Choice, clauses: boolean): Keyword {
  const keyword = pick(keywords, choice);
  if (!keyword.includes('using')) return keyword;
  if (clauses || scope.kind === 'module' || scope.context.role === 'module') return 'const';
  if (scope.exclusive === 'redeclared') return 'const';
  scope.exclusive = 'using';
  return keyword === 'await using' && !scope.context.async ? 'using' : keyword;
}

function kindFor(program: Elaboration, keyword: Keyword, value: ValueTree): BindingPlan['kind'] {
  if (keyword.includes('using')) return value.kind % 2 === 0 ? 'nullish' : 'opaque';
  return valueKind(program, value.kind);
}

function variable(
  program: Elaboration,
  scope: Scope,
  keyword: Keyword,
  choice: Choice,
  kind: BindingPlan['kind'],
  declaration: BindingPlan['declaration'] = keyword === 'await using' ? 'using' : keyword,
): Binding {
  if (keyword !== 'var') {
    const name = freshName(program, scope, choice);
    return addBinding(scope, name, { declaration, kind, assignable: keyword === 'let' });
  }
  // A `var` can be read before its declaration, so it may hold anything.
  const binding = hoistedVar(program, scope, choice, {
    declaration,
    kind: kind === 'opaque' ? kind : 'plain',
    assignable: true,
    initialised: kind !== 'opaque',
  });
  program.changing.add(binding);
  return binding;
}

function hoistedVar(
  program: Elaboration,
  scope: Scope,
  choice: Choice,
  plan: BindingPlan,
): Binding {
  const { name, target } = varName(program, scope, choice);
  for (let passed = scope; passed !== target && passed.parent !== null; passed = passed.parent)
    passed.passed.add(name);
  return addBinding(target, name, plan);
}

function positionFor(
  program: Elaboration,
  scope: Scope,
  choice: Choice,
  clauses: boolean,
): Position {
  const positions =
    program.file && scope.kind === 'module'
      ? filePositions(program)
      : positionsFor(program, scope.kind === 'function' && scope.exclusive !== 'using');
  const allowed = clauses
    ? positions.filter(({ declaration }) => declaration !== 'function')
    : positions;
  // Declarations are one form of many, but the commonest in real code.
  const position = pick(allowed as [Position, ...Position[]], choice % 4 === 0 ? 0 : choice);
  if (position.isDefault === true) {
    // A module has one default export.
    if (program.hasDefault) return positions[0] ?? position;
    program.hasDefault = true;
  }
  if (position.only === 'function scope') scope.exclusive = 'redeclared';
  count(program, `position ${position.name}`);
  return position;
}

function server(program: Elaboration, scope: Scope, position: Position, choice: Choice): Binding {
  const { declaration, kind, direct } = position;
  if (declaration === 'var')
    return hoistedVar(program, scope, choice, { declaration, kind, direct });
  const hoisted = declaration === 'function';
  const name = hoisted ? functionName(program, scope, choice) : freshName(program, scope, choice);
  // A parameter of the same name is the same variable.
  const alone = !(scope.kind === 'function' && scope.parent?.names.has(name));
  return addBinding(scope, name, {
    declaration,
    kind,
    direct: direct && alone,
    initialised: hoisted,
  });
}

/** The syntaxes of functions that are not server functions. */
export const localForms = ['function', 'arrow', 'function expression', 'named function'] as const;

function local(program: Elaboration, scope: Scope, form: Choice, choice: Choice): Binding {
  const declared = pick(localForms, form) === 'function';
  const name = declared ? functionName(program, scope, choice) : freshName(program, scope, choice);
  return addBinding(scope, name, {
    declaration: declared ? 'function' : 'const',
    kind: 'local',
    initialised: declared,
    impure: Math.floor(form / 16) % 3 === 2,
  });
}
