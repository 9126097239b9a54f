/**
 * Declares the names of a function before anything in it is written, because code may use a name
 * that is declared later.
 */
import type { Binding } from '../scope/binding.ts';
import { addBinding, createScope, type Scope } from '../scope/scope.ts';
import type { Choice, StatementTree } from '../tree/types.ts';
import { type Declared, declare } from './declare.ts';
import { count, type Elaboration, enterFunction } from './elaboration.ts';
import { freshName } from './names.ts';
import { type Wrap, wrapFor } from './wraps.ts';

/** A statement whose names are declared, and those of the blocks inside it. */
export interface Planned extends Declared {
  readonly wrap?: WrapPlan;
}

/** A statement with a body, with the scopes that it opens. */
export interface WrapPlan {
  readonly wrap: Wrap;
  readonly body: Scope;
  readonly statements: readonly Planned[];
}

/** Plans the statements of `scope`, and those of the blocks inside it. */
export function planBlock(
  program: Elaboration,
  trees: readonly StatementTree[],
  scope: Scope,
  clauses = false,
): Planned[] {
  const flat = flatten(program, trees, scope);
  const all: Declared[] = flat.map((tree) => declare(program, tree, scope, clauses));
  return all.map((planned) => {
    if (planned.tree.type !== 'wrap') return planned;
    return { ...planned, ...planWrap(program, planned.tree, scope) };
  });
}

function flatten(
  program: Elaboration,
  trees: readonly StatementTree[],
  scope: Scope,
): StatementTree[] {
  return trees.flatMap((tree) =>
    tree.type === 'wrap' && wrapFor(program, scope, tree.kind) === null
      ? flatten(program, tree.body, scope)
      : [tree],
  );
}

// The parser of SWC does not take `for (const of of list)`.
function headName(program: Elaboration, head: Scope, choice: Choice): string {
  const name = freshName(program, head, choice);
  return name === 'of' ? freshName(program, head, choice + 1) : name;
}

function headKind({ boundary, head }: Wrap): Scope['kind'] {
  if (boundary !== undefined) return 'parameters';
  return head[0]?.declaration === 'catch' ? 'handler' : 'block';
}

function planWrap(
  program: Elaboration,
  tree: StatementTree & { type: 'wrap' },
  scope: Scope,
): { wrap?: WrapPlan; bindings: Binding[] } {
  const wrap = wrapFor(program, scope, tree.kind);
  if (wrap === null) return { bindings: [] };
  count(program, `in ${wrap.name}`);
  const place = { program, scope };
  const context =
    wrap.boundary === undefined
      ? scope.context
      : enterFunction(place, {
          role: 'local',
          async: wrap.boundary.async,
          generator: false,
          immediate: true,
          impure: false,
        });
  const head = createScope(scope, context, headKind(wrap));
  const bindings = wrap.head.map(({ declaration, kind }, index) =>
    addBinding(head, headName(program, head, tree.names[index] ?? index), {
      declaration,
      kind,
      initialised: true,
    }),
  );
  // The counter of a `while` is one variable for all rounds.
  for (const binding of bindings) if (binding.declaration === 'let') program.changing.add(binding);
  const body = createScope(head, context, wrap.boundary === undefined ? 'block' : 'function');
  // A static block takes no function twice either.
  if (wrap.name === 'static block') body.exclusive = 'using';
  const statements = planBlock(program, tree.body, body, wrap.clauses);
  return { wrap: { wrap, body, statements }, bindings };
}
