/**
 * What can be done with a value of each kind, as templates in which `%` is the binding.
 *
 * `members` only read static member paths, so a compiler may send just those. `wholes` need the
 * whole value. `owns` need what cannot cross the network (identity, methods, prototypes, state), and
 * are only written where nothing has to.
 */
import type { ValueKind } from '../scope/binding.ts';
import { objectMembers, objectOwns, objectWholes, opaqueOwns } from './object-accesses.ts';

/** The templates of a kind. */
export interface Accesses {
  readonly members: readonly string[];
  readonly wholes: readonly string[];
  readonly owns: readonly string[];
}

const everything: readonly string[] = [
  '%',
  'typeof %',
  '[%]',
  '{ % }',
  '% ?? 0',
  '%?.id',
  '%?.in?.x',
  '%?.missing?.deep.er',
  '%?.["id"]',
  'id(%)',
  '% === %',
];

const none: readonly string[] = [];

const accesses: Readonly<Record<ValueKind, Accesses>> = {
  number: {
    members: ['%.missing', '%?.missing?.deep', '%.missing?.deep.er'],
    wholes: [
      '%',
      '% + 1',
      '-%',
      '`${%}`',
      'typeof %',
      '%.toFixed(1)',
      '%?.toFixed?.(2)',
      '%.constructor.name',
      '% > 1',
      '[%, %]',
      '{ % }',
      '{ n: % }',
      '((n = %) => n)()',
    ],
    owns: none,
  },
  string: {
    members: ['%.length', '%?.length', '%.missing', '%.length?.missing'],
    wholes: [
      '%',
      '% + "x"',
      '`${%}`',
      '%[0]',
      '%.toUpperCase()',
      '%.length.toFixed(1)',
      '%.at?.(-1)',
      '{ [%]: 1 }',
      '[...%]',
      '{ % }',
      'typeof %',
    ],
    owns: none,
  },
  tag: { members: ['%.length'], wholes: ['%', '`${%}`'], owns: none },
  object: { members: objectMembers, wholes: objectWholes, owns: objectOwns },
  opaque: { members: objectMembers.slice(0, 12), wholes: none, owns: opaqueOwns },
  array: {
    members: ['%.length', '%?.length', '%.missing?.x'],
    wholes: [
      '%',
      '%[0]',
      '%?.[1]?.id',
      '%.at(-1)',
      '%.map((n) => typeof n)',
      '[...%]',
      '(([x, ...y]) => [y, x])(%)',
      '%.includes(1)',
      'Array.isArray(%)',
      '%.concat`x`',
      '%.length + %.indexOf("x")',
    ],
    owns: ['%.push(2)', '(%[0] = 5)', '(%.length = 1)'],
  },
  nullish: {
    members: ['%?.x', '%?.x.y.z', '%?.["x"].y'],
    wholes: [
      '%',
      '%?.[0]',
      '%?.()',
      '%?.x()',
      '%?.x?.()',
      '% ?? 1',
      '% == null',
      'typeof %',
      '!%',
      '{ ...% }',
      '[%]',
      '((n = 6) => n)(%)',
    ],
    owns: none,
  },
  // The length of a function does not cross the network.
  plain: { members: ['%?.id', '%?.missing?.deep.er'], wholes: everything, owns: ['%?.length'] },
  server: {
    members: none,
    wholes: ['%', 'typeof %', '[%]', '{ % }', '{ f: % }', '% === %', '% ?? 0'],
    owns: ['%.name', '%.length', '[%.name, %.length]', '%?.name', '% instanceof Function'],
  },
  local: {
    members: none,
    wholes: ['typeof %', '% ? 1 : 2'],
    owns: ['%', '%.name', '%.length', '[%]'],
  },
  class: {
    members: none,
    wholes: ['typeof %'],
    owns: [
      '%',
      '%.name',
      'new %() instanceof %',
      'new %().constructor.name',
      'Object.keys(new %())',
      '%.nothing',
    ],
  },
  instance: {
    members: none,
    wholes: ['typeof %'],
    owns: ['%', '%.v', '%.get()', '%?.get?.()', '%.constructor.name', '"v" in %', '%.v++'],
  },
};

/** The templates of `kind`. */
export function accessesOf(kind: ValueKind): Accesses {
  return accesses[kind];
}

/** Templates for JSX; the name of an element has to start with a capital letter, or be a member. */
export function jsxAccesses(kind: ValueKind, name: string): readonly string[] {
  if (kind === 'object') return ['<%.tag/>', '<%.tag id={%.id}>{%.in.x}</%.tag>'];
  if (!/^[A-Z]/.test(name)) return none;
  if (kind === 'tag') return ['<%/>', '<% id="x"><b/></%>'];
  return kind === 'local' || kind === 'class' ? ['<%/>'] : none;
}

/** Templates that only use the binding's type. */
export const typeAccesses: readonly string[] = [
  '(1 as unknown as typeof %)',
  '((n: typeof %) => typeof n)(2 as any)',
];

/** Templates that throw a TypeError, for the kinds that have them. */
export const throwing: readonly string[] = ['%.x.y.z', '%()', 'new %()', '%.x()', '[...%.x]'];
