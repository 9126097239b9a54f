/** Writes the parameters of functions. */
import type { Binding, Declaration } from '../scope/binding.ts';
import { addBinding, type Scope } from '../scope/scope.ts';
import type { ParameterTree } from '../tree/types.ts';
import { count, type Elaboration, owning, type Place } from './elaboration.ts';
import { expression } from './expressions.ts';
import { freshName } from './names.ts';

/** Parameters, written. */
export interface Parameters {
  readonly text: string;
  /** Nothing but plain names, so that the function may have its own `'use strict'`. */
  readonly simple: boolean;
}

/** The text between the parentheses. `place` is the scope of the parameters. */
export function parameters(place: Place, trees: readonly ParameterTree[]): Parameters {
  const { program, scope } = place;
  // All are declared before the first is written: a function in a default sees the later ones.
  const planned = trees.map((tree, index) =>
    plan(program, scope, tree, index === trees.length - 1),
  );
  const texts = planned.map(({ tree, bindings, form }) => {
    const text = owning(program, bindings, () => write(place, tree, bindings, form));
    for (const binding of bindings) binding.initialised = true;
    return program.comments.inline() + text + annotation(program, form);
  });
  return {
    text: texts.join(', '),
    simple: planned.every(({ form }) => form === 'name'),
  };
}

type Form = 'name' | 'default' | 'object' | 'array' | 'rest' | 'rest pattern' | 'object default';

const forms: readonly Form[] = [
  'name',
  'default',
  'name',
  'object',
  'array',
  'default',
  'object default',
  'rest',
  'rest pattern',
];

interface Planned {
  readonly tree: ParameterTree;
  readonly form: Form;
  readonly bindings: readonly Binding[];
}

function plan(program: Elaboration, scope: Scope, tree: ParameterTree, last: boolean): Planned {
  let form = forms[tree.form % forms.length] ?? 'name';
  if (!last && form.startsWith('rest')) form = 'name';
  const single = form === 'name' || form === 'default' || form === 'rest';
  const names = single ? tree.names.slice(0, 1) : tree.names;
  const bindings = names.map((choice) =>
    addBinding(scope, freshName(program, scope, choice), {
      declaration: declarationOf(form),
      kind: 'plain',
      assignable: true,
    }),
  );
  count(program, `parameter ${form}`);
  return { tree, form, bindings };
}

function declarationOf(form: Form): Declaration {
  if (form === 'name') return 'parameter';
  if (form === 'rest') return 'rest';
  return form === 'default' ? 'default' : 'pattern';
}

function write(
  place: Place,
  tree: ParameterTree,
  bindings: readonly Binding[],
  form: Form,
): string {
  const [first, second, third] = bindings.map((binding) => binding.name);
  const initial = form === 'name' || form === 'rest' ? '' : expression(place, tree.initial);
  const rest = third === undefined ? '' : `, ...${third}`;
  switch (form) {
    case 'name':
      return first ?? 'x';
    case 'rest':
      return `...${first}`;
    case 'default':
      return `${first} = ${initial}`;
    case 'object':
      return `{ id: ${first} = ${initial}${second === undefined ? '' : `, ${member(second)}`}${rest} } = {}`;
    case 'object default':
      return `{ x: { y: ${first} } = { y: ${initial} }${second === undefined ? '' : `, ["k" + 1]: ${second} = 2`}${rest} } = { k1: 5 }`;
    case 'array':
      return `[${first} = ${initial}${second === undefined ? '' : `, , ${second}`}${rest}] = [undefined, 1, 2, 3]`;
    case 'rest pattern':
      return `...[${first} = ${initial}${second === undefined ? '' : `, { id: ${second} } = {}`}${rest}]`;
  }
}

/** A pattern's member of the same name, but for names that functions have members of. */
function member(name: string): string {
  return name === 'length' || name === 'name' ? `tag: ${name}` : name;
}

function annotation(program: Elaboration, form: Form): string {
  if (!program.typescript) return '';
  // A default already ends the parameter, so only a plain name can be followed by its type.
  const detail = program.comments.detail() % 4;
  if (form === 'name') return detail === 1 ? '?: any' : ': any';
  return '';
}
