/** Writes statements. */
import type { Piece } from '../print/statement-list.ts';
import { joinStatements } from '../print/statement-list.ts';
import type { Binding } from '../scope/binding.ts';
import { reachable } from '../scope/binding.ts';
import { boundaries } from '../scope/function-context.ts';
import { visibleBindings } from '../scope/scope.ts';
import type { Choice, StatementTree } from '../tree/types.ts';
import { callOfAny, callOfReader, callStatement } from './calls.ts';
import { classStatement } from './classes.ts';
import { contextOf, count, nextSite, owning, type Place, pick } from './elaboration.ts';
import { expression } from './expressions.ts';
import { localStatement, serverStatement } from './function-statements.ts';
import { noteChange } from './copies.ts';
import { patternText } from './patterns.ts';
import type { Planned } from './plan.ts';
import { recordUse } from './use.ts';
import { laterValue, valueText } from './values.ts';

type Tree<Type extends StatementTree['type']> = StatementTree & { readonly type: Type };

/** The texts of planned statements, in order. */
export function statements(place: Place, planned: readonly Planned[]): Piece[] {
  // Function declarations are hoisted, so what they use is known before anything calls them.
  const hoisted = new Map<Planned, Piece>();
  for (const entry of planned) {
    if (entry.bindings[0]?.declaration === 'function')
      hoisted.set(entry, functionStatement(place, entry));
  }
  return planned.flatMap((entry) => {
    const pieces = statement(place, entry, hoisted.get(entry));
    const [first, ...rest] = pieces;
    if (first === undefined || first.text === '') return pieces;
    const { comments } = place.program;
    return [{ text: comments.line() + first.text, end: first.end }, ...rest];
  });
}

function functionStatement(place: Place, planned: Planned): Piece {
  const { tree, bindings, position } = planned;
  const [binding] = bindings;
  if (binding === undefined || (tree.type !== 'server' && tree.type !== 'local'))
    throw new Error('not a function');
  return position === undefined
    ? localStatement(place, tree, binding)
    : serverStatement(place, tree, binding, position);
}

function statement(place: Place, planned: Planned, hoisted: Piece | undefined): Piece[] {
  const { tree, bindings } = planned;
  switch (tree.type) {
    case 'log':
      return [plain(`show(${expression(place, tree.expression)})`)];
    case 'declare':
      return [declaration(place, tree, planned)];
    case 'pattern': {
      const text = owning(place.program, bindings, () =>
        patternText(place, tree, bindings, planned.keyword),
      );
      for (const binding of bindings) binding.initialised = true;
      return [plain(text)];
    }
    case 'assign':
      return assignment(place, tree);
    case 'server':
    case 'local':
      return called(place, tree, planned, hoisted ?? functionStatement(place, planned));
    case 'class': {
      const [binding] = bindings;
      if (binding === undefined) return [];
      const piece = classStatement(place, tree, binding);
      binding.initialised = true;
      const calls = binding.callables.map((_, index) => callStatement(place, binding, index, []));
      return [piece, plain(`log(${nextSite(place.program)}, inspect(${binding.name}))`), ...calls];
    }
    case 'wrap':
      return [wrapped(place, planned)];
    case 'hazard':
      return [hazard(place, tree.kind)];
    case 'call':
      return [callOfAny(place, tree.target, tree.route, tree.args)];
  }
}

const plain = (text: string): Piece => ({ text, end: 'plain' });

function declaration(place: Place, tree: Tree<'declare'>, { keyword, bindings }: Planned): Piece {
  const { program } = place;
  const parts = [tree, ...tree.others].map(({ value }, index) => {
    const binding = bindings[index];
    if (binding === undefined) return '';
    const text = valueText(place, binding, value);
    binding.initialised = true;
    const type = program.typescript && program.comments.detail() % 3 === 1 ? ': any' : '';
    return `${program.comments.inline()}${binding.name}${type} = ${text}`;
  });
  return plain(`${keyword} ${parts.join(', ')}`);
}

function called(
  place: Place,
  tree: Tree<'server' | 'local'>,
  { bindings }: Planned,
  piece: Piece,
): Piece[] {
  const [binding] = bindings;
  if (binding === undefined) return [piece];
  binding.initialised = true;
  const shown: Piece[] =
    tree.type === 'server'
      ? [
          plain(
            `log(${nextSite(place.program)}, ${binding.name}${binding.callables[0]?.suffix ?? ''})`,
          ),
        ]
      : [];
  const call = callStatement(place, binding, tree.calls, tree.args);
  // A call above the declaration: legal for what is hoisted, if all that it reads is there.
  return binding.declaration === 'function' && tree.calls % 3 === 2
    ? [call, piece, ...shown]
    : [piece, ...shown, call];
}

function assignment(place: Place, tree: Tree<'assign'>): Piece[] {
  const context = contextOf(place);
  const targets = visibleBindings(place.scope).filter((binding) => {
    if (!binding.assignable || binding.scope.kind === 'module') return false;
    return (
      binding.initialised &&
      [...boundaries(context, binding)].every((boundary) => boundary.immediate || boundary.impure)
    );
  });
  const binding = targets[tree.target % Math.max(targets.length, 1)];
  if (binding === undefined) return [];
  if (!recordUse(place, binding, 'value') || !noteChange(place.program, binding)) return [];
  count(place.program, 'assignment to a variable');
  const again = callOfReader(place, binding, tree.target, (reader) =>
    reachable(reader).has(binding),
  );
  return [assignmentText(binding, tree.form), again];
}

function assignmentText(binding: Binding, form: Choice): Piece {
  const { name } = binding;
  const value = laterValue(binding, form);
  return plain(
    pick(
      [
        `${name} = ${value}`,
        `[${name}] = [${value}]`,
        `({ x: ${name} } = { x: ${value} })`,
        `${name} &&= ${value}`,
        name === 'async' ? `${name} = ${value}` : `for (${name} of [${value}]) log("for")`,
        `${name} ??= ${value}`,
      ],
      form,
    ),
  );
}

function wrapped(place: Place, { wrap: plan, bindings }: Planned): Piece {
  const { program } = place;
  if (plan === undefined) return plain('');
  const body = joinStatements(
    statements({ program, scope: plan.body }, plan.statements),
    program.semicolons,
  );
  const text = plan.wrap.write(
    bindings.map(({ name }) => name),
    body,
  );
  const end = /^(?:void|await|\(|\[)/.test(text) ? 'plain' : 'block';
  return { text, end };
}

/** A statement that a line before it without a semicolon could take in. */
function hazard(place: Place, choice: Choice): Piece {
  const site = nextSite(place.program);
  count(place.program, 'hazard');
  return plain(
    pick(
      [
        `[1, 2].forEach((n) => log(${site}, n))`,
        `(() => log(${site}))()`,
        `\`t\`.concat(log(${site}))`,
        `/x/.test(log(${site}))`,
        `+log(${site})`,
        `-log(${site})`,
        `(function () { log(${site}) })()`,
        `[log(${site})]`,
      ],
      choice,
    ),
  );
}
