/** Writes declarations that take values apart. */
import type { Binding } from '../scope/binding.ts';
import type { StatementTree } from '../tree/types.ts';
import { type Place, pick } from './elaboration.ts';
import { expression } from './expressions.ts';

/** The declaration of `bindings` by a pattern. */
export function patternText(
  place: Place,
  tree: StatementTree & { readonly type: 'pattern' },
  bindings: readonly Binding[],
  keyword: string,
): string {
  const [first = 'x', second, third] = bindings.map(({ name }) => name);
  const initial = (): string => expression(place, tree.initial);
  const more = (text: (name: string) => string): string =>
    second === undefined ? '' : text(second);
  const rest = third === undefined ? '' : `, ...${third}`;
  const write = pick<() => string>(
    [
      () =>
        `{ id: ${first} = ${initial()}${more((name) => `, in: { x: ${name} } = { x: 2 }`)}${rest} } = { id: 1, tag: "t" }`,
      () =>
        `[${first}${more((name) => `, , ${name} = ${initial()}`)}${rest}] = [1, 2, undefined, 4]`,
      () =>
        `{ missing: ${first} = ${initial()}${more((name) => `, ["k" + 1]: ${name}`)}${rest} } = { k1: 3, k2: 4 }`,
      () => `[{ id: ${first} } = { id: ${initial()} }${more((name) => `, ...[${name}]`)}] = []`,
      () => `{ length: ${first}${more((name) => `, [0]: ${name}`)} } = [${initial()}]`,
    ],
    tree.form,
  );
  // The last two patterns have no place for a third name.
  const left = third !== undefined && tree.form % 5 > 2 ? `, ${third} = 3` : '';
  return `${keyword} ${write()}${left}`;
}
