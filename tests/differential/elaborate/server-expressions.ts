/** Writes server functions that stand in expressions. */
import type { Choice, FunctionTree } from '../tree/types.ts';
import { count, type Place } from './elaboration.ts';
import { type FunctionForm, functionText } from './functions.ts';

/** The text of an expression that is, or holds, a server function. */
export function serverExpression(place: Place, form: Choice, tree: FunctionTree): string {
  const { program } = place;
  const generator = tree.flags % 9 === 8;
  const write = (syntax: FunctionForm['syntax'], extra: Partial<FunctionForm> = {}): string =>
    functionText(place, tree, {
      syntax,
      role: 'server',
      directive: true,
      async: true,
      generator,
      travels: true,
      ...extra,
    });
  const arrow = (): string => (generator ? write('function') : write('arrow'));
  switch (form % 8) {
    case 0:
      return named('argument or operand', arrow());
    case 1:
      return named('function as an operand', write('function'));
    case 2:
      return named('named function as an operand', write('function', { ownName: true }));
    case 3:
      return named('method in an expression', `{ ${write('method', { key: 'save' })} }`);
    case 4:
      return named('parenthesised operand', `(${arrow()})`);
    case 5:
      return named('property in an expression', `{ action: ${arrow()} }`);
    case 6:
      return program.jsx
        ? named('JSX attribute in an expression', `<form action={${arrow()}}/>`)
        : named('array member in an expression', `[${arrow()}]`);
    default:
      return named('argument in an expression', `id(${arrow()})`);
  }

  function named(name: string, text: string): string {
    count(program, `position ${name}`);
    return text;
  }
}
