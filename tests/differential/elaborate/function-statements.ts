/** Writes the statements that declare functions. */
import type { Piece } from '../print/statement-list.ts';
import type { Binding } from '../scope/binding.ts';
import type { StatementTree } from '../tree/types.ts';
import { owning, type Place, pick } from './elaboration.ts';
import { type FunctionForm, functionText } from './functions.ts';
import { localForms } from './declare.ts';
import type { Position } from './positions.ts';

type FunctionStatement = StatementTree & { readonly type: 'server' | 'local' };

/** The statement that declares `binding` and gives it, or something that holds it, a server function. */
export function serverStatement(
  place: Place,
  tree: FunctionStatement,
  binding: Binding,
  position: Position,
): Piece {
  const { program } = place;
  const generator = tree.fn.flags % 9 === 8;
  if (position.kind !== 'number') {
    binding.callables = [{ suffix: position.suffix, server: true, generator, async: true }];
  }
  program.servers += position.extra ?? 0;
  const exported = canExport(place, position) && tree.form % 5 === 4 ? 'export ' : '';
  const piece = position.write(binding.name, (syntax, key) => {
    const form = writtenForm(syntax, key, generator);
    const marked = {
      ...form,
      role: 'server',
      async: true,
      generator,
      directive: position.unmarked !== true,
    } as const;
    const text = owning(program, [binding], () => functionText(place, tree.fn, marked));
    return { text, end: form.syntax === 'arrow' ? 'arrow' : 'plain' };
  });
  return { text: exported + piece.text, end: piece.end };
}

function writtenForm(
  syntax: 'arrow' | 'function' | 'named' | 'method',
  key: string | undefined,
  generator: boolean,
): Pick<FunctionForm, 'syntax' | 'key' | 'ownName'> {
  if (syntax === 'method' && key !== undefined) return { syntax, key };
  if (syntax === 'named') return { syntax: 'function', ownName: true };
  // There are no arrow functions that are generators.
  if (syntax === 'arrow' && !generator) return { syntax };
  return key === undefined ? { syntax: 'function' } : { syntax: 'function', key };
}

function canExport({ scope, program }: Place, position: Position): boolean {
  return scope.kind === 'module' && !program.file && position.exportable === true;
}

/** The statement that declares `binding`, a function that is no server function. */
export function localStatement(place: Place, tree: FunctionStatement, binding: Binding): Piece {
  const { program } = place;
  const async = tree.form % 8 >= 4;
  binding.callables = [{ suffix: '', server: false, generator: false, async }];
  const form = pick(localForms, tree.form);
  const base = { role: 'local', async, generator: false, impure: binding.impure } as const;
  const write = (written: Pick<FunctionForm, 'syntax' | 'key' | 'ownName'>): string =>
    owning(program, [binding], () => functionText(place, tree.fn, { ...base, ...written }));
  const { name } = binding;
  switch (form) {
    case 'function':
      return { text: write({ syntax: 'function', key: name }), end: 'block' };
    case 'arrow':
      return { text: `const ${name} = ${write({ syntax: 'arrow' })}`, end: 'arrow' };
    case 'function expression':
      return { text: `const ${name} = ${write({ syntax: 'function' })}`, end: 'plain' };
    case 'named function':
      return {
        text: `const ${name} = ${write({ syntax: 'function', ownName: true })}`,
        end: 'plain',
      };
  }
}
