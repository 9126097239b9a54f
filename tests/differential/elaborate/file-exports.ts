/** The forms in which a file with a file-level directive exports its functions. */
import type { Piece } from '../print/statement-list.ts';
import type { Declaration, ValueKind } from '../scope/binding.ts';
import type { Elaboration } from './elaboration.ts';
import { direct, type FunctionWriter, type Position } from './positions.ts';

type Syntax = Parameters<FunctionWriter>[0];

/** `template` holds `%` where the name stands and `@` where the function does. */
function form(
  name: string,
  declaration: Declaration,
  syntax: Syntax,
  template: string,
  extra: Partial<Position> = {},
): Position {
  const position = direct(`export: ${name}`, declaration, (binding, fn): Piece => {
    const { text } = fn(syntax, declaration === 'function' ? binding : undefined);
    const parts = template.split('@').map((part) => part.replaceAll('%', () => binding));
    return {
      text: parts.join(text),
      end: declaration === 'function' && template.endsWith('@') ? 'block' : 'plain',
    };
  });
  return { ...position, unmarked: true, ...extra };
}

const number: ValueKind = 'number';
const typescript = { only: 'typescript' } as const;

const forms: readonly Position[] = [
  form('declaration', 'function', 'function', 'export @'),
  form('const arrow', 'const', 'arrow', 'export const % = @'),
  form('const function', 'const', 'function', 'export const % = @'),
  form('const named function', 'const', 'named', 'export const % = @'),
  form('several declarators', 'const', 'arrow', 'export const % = @, %$1 = async () => 1'),
  form('let', 'let', 'arrow', 'export let % = @'),
  form('var', 'var', 'arrow', 'export var % = @'),
  form('let assigned later', 'let', 'arrow', 'export let %; % = @'),
  form('list', 'function', 'function', '@\nexport { % }'),
  form('list before', 'function', 'function', 'export { % };\n@'),
  form('list of a const', 'const', 'arrow', 'const % = @;\nexport { %, % as %_alias }'),
  form('string name', 'const', 'arrow', 'const % = @;\nexport { % as "the %" }'),
  form('reserved name', 'const', 'function', 'const % = @;\nexport { % as delete }', {
    isDefault: true,
  }),
  form('aliases and default', 'function', 'function', '@\nexport { % as %_alias, % as default }', {
    isDefault: true,
  }),
  form('list with default only', 'const', 'arrow', 'const % = @;\nexport { % as default }', {
    isDefault: true,
  }),
  form('default declaration', 'function', 'function', 'export default @', { isDefault: true }),
  form('default arrow', 'const', 'arrow', 'const % = 5;\nexport default @', {
    isDefault: true,
    kind: number,
  }),
  form('default function', 'const', 'function', 'const % = 5;\nexport default @', {
    isDefault: true,
    kind: number,
  }),
  form('default in parentheses', 'const', 'arrow', 'const % = 5;\nexport default (@)', {
    isDefault: true,
    kind: number,
  }),
  form('default identifier', 'const', 'arrow', 'const % = @;\nexport default %', {
    isDefault: true,
  }),
  form('call result', 'const', 'arrow', 'export const % = id(@)'),
  form('object pattern', 'const', 'arrow', 'export const { k: % } = { k: @ }'),
  form('pattern default', 'const', 'arrow', 'export const { % = @ } = {}'),
  form('array pattern', 'const', 'arrow', 'export const [%] = [@]'),
  form('member', 'const', 'arrow', 'export const % = { k: @ }.k'),
  form('conditional', 'const', 'arrow', 'export const % = true ? @ : null'),
  form('in parentheses', 'const', 'arrow', 'export const % = (@)'),
  form('as', 'const', 'arrow', 'export const % = (@) as any', typescript),
  form('satisfies', 'const', 'arrow', 'export const % = (@) satisfies unknown', typescript),
  form(
    'types beside',
    'const',
    'arrow',
    'export type %_type = typeof %;\nexport interface %_shape { x: %_type }\nexport const % = @',
    typescript,
  ),
  form(
    'default satisfies',
    'const',
    'arrow',
    'const % = 5;\nexport default (@) satisfies unknown',
    { ...typescript, isDefault: true, kind: number },
  ),
];

/** The forms that `program` can have. */
export function filePositions(program: Elaboration): readonly Position[] {
  return forms.filter(({ only }) => only !== 'typescript' || program.typescript);
}
