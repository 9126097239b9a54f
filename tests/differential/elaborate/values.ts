/** The values that declarations start with. */
import type { Binding, ValueKind } from '../scope/binding.ts';
import type { Choice, ValueTree } from '../tree/types.ts';
import { type Elaboration, nextSite, owning, type Place, pick } from './elaboration.ts';
import { expression } from './expressions.ts';
import { initialValue } from './literals.ts';

const travelling: readonly [ValueKind, ...ValueKind[]] = [
  'number',
  'object',
  'plain',
  'string',
  'object',
  'array',
  'nullish',
  'opaque',
  'tag',
  'plain',
  'object',
  'plain',
];

/** The kind of the value that a choice stands for. */
export function valueKind(program: Elaboration, choice: Choice): ValueKind {
  const kind = pick(travelling, choice);
  return !program.wire && kind === 'tag' ? 'instance' : kind;
}

/** The text of the first value of `binding`. */
export function valueText(place: Place, binding: Binding, tree: ValueTree): string {
  // A `var` takes any value; it is declared as `plain`.
  const kind = binding.declaration === 'var' ? valueKind(place.program, tree.kind) : binding.kind;
  if (binding.declaration === 'using' && kind === 'opaque') return resource(place, tree.kind);
  if (kind !== 'plain') return initialValue(kind, tree.kind);
  return owning(place.program, [binding], () => expression(place, tree.expression));
}

function resource(place: Place, choice: Choice): string {
  const dispose = `log(${nextSite(place.program)}, "disposed")`;
  const value = initialValue('opaque', choice).slice(0, -1);
  return `${value}, [Symbol.dispose]() { ${dispose} }, [Symbol.asyncDispose]() { ${dispose} } }`;
}

/** A value of the same kind as `binding` holds, to assign to it. */
export function laterValue(binding: Binding, choice: Choice): string {
  return initialValue(binding.kind === 'plain' ? 'object' : binding.kind, choice + 1);
}
