/** Comments in places where a compiler that works on text could trip over them. */
import type { Choice } from '../tree/types.ts';

const inline: readonly string[] = [
  '/* c */',
  "/* 'use server' */",
  '/* } */',
  '/* ` ${ */',
  '/* é 𝒳 */',
];

const line: readonly string[] = ['// c', "// 'use server'", '// ) }', '// `', '/* open // */'];

/** Hands out comments in the order of the choices, and nothing when they have run out. */
export interface Comments {
  /** A comment that may stand between any two tokens, with a space after it, or nothing. */
  inline(): string;
  /** A comment that ends its line, line break included, or nothing. */
  line(): string;
  /** A choice for a detail of spelling; 0 when the choices have run out. */
  detail(): Choice;
}

/** Makes the source of comments of one program. */
export function createComments(choices: readonly Choice[]): Comments {
  let position = 0;
  const next = (): Choice => choices[position++] ?? 0;
  const pick = (from: readonly string[], end: string): string => {
    const choice = next();
    // Two places in three stay empty.
    const text = choice % 3 === 1 ? from[Math.floor(choice / 3) % from.length] : undefined;
    return text === undefined ? '' : text + end;
  };
  return {
    inline: () => pick(inline, ' '),
    line: () => pick(line, '\n'),
    detail: next,
  };
}
