/** Writes expressions. */
import type { Binding } from '../scope/binding.ts';
import { createScope, addBinding } from '../scope/scope.ts';
import type { Choice, ExpressionTree, UseTree } from '../tree/types.ts';
import { accessesOf, jsxAccesses, typeAccesses } from './accesses.ts';
import { count, enterFunction, type Place, pick } from './elaboration.ts';
import { literal } from './literals.ts';
import { serverExpression } from './server-expressions.ts';
import { chooseBinding, isCaptured } from './use.ts';

/** The text of an expression, which can stand as an argument. */
export function expression(place: Place, tree: ExpressionTree): string {
  switch (tree.type) {
    case 'literal':
      return literal(tree.value);
    case 'use':
      return useExpression(place, tree.use);
    case 'compose':
      return compose(place, tree.form, tree.items);
    case 'shadow':
      return shadow(place, tree.name, tree.inner);
    case 'server':
      return serverExpression(place, tree.form, tree.fn);
  }
}

/** The texts of several expressions, as arguments. */
export function expressions(place: Place, trees: readonly ExpressionTree[]): string {
  return trees.map((tree) => expression(place, tree)).join(', ');
}

/** Something done with a binding, or a literal where none can be used. */
export function useExpression(place: Place, tree: UseTree): string {
  const binding = chooseBinding(place, tree.target, 'value', () => true);
  if (binding === null) return literal(tree.access);
  return accessText(place, binding, tree.access);
}

function accessText(place: Place, binding: Binding, choice: Choice): string {
  const { program } = place;
  const { members, wholes, owns } = accessesOf(binding.kind);
  const tags = program.jsx ? jsxAccesses(binding.kind, binding.name) : [];
  const types = program.typescript ? typeAccesses : [];
  const groups = [members, wholes, program.wire ? [] : owns, tags, types].filter(
    (group) => group.length > 0,
  );
  const group = groups[choice % Math.max(groups.length, 1)];
  const template = group?.[Math.floor(choice / 3) % group.length];
  if (template === undefined) return '0';
  if (isCaptured(place, binding)) count(program, `use of ${binding.kind}: ${groupName(group)}`);
  return fill(place, template, binding);

  function groupName(found: readonly string[] | undefined): string {
    if (found === members) return 'member path';
    if (found === tags) return 'JSX tag';
    if (found === types) return 'type';
    return found === owns ? 'identity or state' : 'whole';
  }
}

/** `template` with the binding's name in the place of each `%`. */
export function fill(place: Place, template: string, binding: Binding): string {
  const { comments, typescript } = place.program;
  const detail = comments.detail() % 23;
  const text = template.replaceAll('%', () => binding.name);
  if (template === '%' && detail === 5 && /^[a-z]$/.test(binding.name)) {
    return `\\u{${binding.name.charCodeAt(0).toString(16)}}`;
  }
  if (
    template === '{ % }' ||
    detail !== 7 ||
    !typescript ||
    template.includes('<') ||
    template.includes('typeof %)')
  )
    return text;
  return template.replaceAll('%', () => `(${binding.name} as any)`);
}

type Composition = (item: (index: number) => string, all: () => string[]) => string;

const compositions: readonly [Composition, ...Composition[]] = [
  (_, all) => `[${all().join(', ')}]`,
  (_, all) =>
    `{ ${all()
      .map((part, index) => `k${index}: ${part}`)
      .join(', ')} }`,
  (item) => `id(${item(0)})`,
  (item) => `((${item(0)}) ? (${item(1)}) : 2)`,
  (item) => `((${item(0)}) ?? (${item(1)}))`,
  (item) => `(() => (${item(0)}))()`,
  (item) => `[...[${item(0)}], { ...{ x: ${item(1)} } }]`,
  (_, all) => `(${all().join(', ') || '0'})`,
  (item) => `new Map([["k", ${item(0)}]])`,
  (item) => `{ ["k" + 1]: ${item(0)}, "s": ${item(1)} }`,
];

const jsxCompositions: typeof compositions = [
  (item) => `<i title={${item(0)}}>{${item(1)}}</i>`,
  (item) => `<>{${item(0)}}text<b {...{ x: ${item(1)} }}/></>`,
];

/** Items are written when the form asks for them: what is not in the text must not be counted. */
function compose(place: Place, form: Choice, items: readonly ExpressionTree[]): string {
  const forms = place.program.jsx ? [...compositions, ...jsxCompositions] : compositions;
  const item = (index: number): string => {
    const tree = items[index];
    return tree === undefined ? String(index) : expression(place, tree);
  };
  return pick(forms as typeof compositions, form)(item, () => items.map((_, index) => item(index)));
}

// ((a) => …a…)(1): the name means something else inside.
function shadow(place: Place, name: Choice, inner: ExpressionTree): string {
  const { program } = place;
  const context = enterFunction(place, {
    role: 'local',
    async: false,
    generator: false,
    immediate: true,
    impure: false,
  });
  const scope = createScope(place.scope, context, 'parameters');
  const parameter = pick(program.names as [string, ...string[]], name);
  addBinding(scope, parameter, { declaration: 'parameter', kind: 'number', initialised: true });
  count(program, 'shadowing parameter');
  return `((${parameter}) => (${expression({ program, scope }, inner)}))(${name})`;
}
