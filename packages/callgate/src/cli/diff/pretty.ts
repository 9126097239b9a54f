import type { FunctionEntry } from '../../manifest-diff.ts';
import { capturesInWords, nameInWords, parametersInWords } from '../manifest-table.ts';
import type { Palette } from '../terminal.ts';
import { count } from '../count.ts';
import { printableLine } from '../printable.ts';
import type { DetailChange, DiffView } from './view.ts';

/** `2 added, 1 removed`, or that nothing differs. */
export function diffInWords(view: DiffView): string {
  const parts: [number, string][] = [
    [view.added.length, 'added'],
    [view.removed.length, 'removed'],
    [view.changed.length, 'changed'],
    [view.replaced.length, 'with a new id'],
  ];
  const words = parts.filter(([amount]) => amount > 0).map(([amount, what]) => `${amount} ${what}`);
  if (words.length === 0) return 'No server function was added, removed or changed';
  const total = parts.reduce((sum, [amount]) => sum + amount, 0);
  return `${count(total, 'server function')}: ${words.join(', ')}`;
}

function entryLine({ id, function: item }: FunctionEntry, palette: Palette): string {
  const place = `${item.module}:${item.location.line}`;
  return `${palette.bold(printableLine(nameInWords(item)))}  ${printableLine(place)}  ${palette.dim(id)}`;
}

/** What a new function takes and carries: the first thing a reviewer asks. */
function surface({ function: item }: FunctionEntry): string[] {
  const captures = capturesInWords(item.captures);
  return [
    `arguments: ${parametersInWords(item.parameters)}`,
    ...(captures === '' ? [] : [`captures: ${printableLine(captures)}`]),
    ...(item.generator ? ['streams its result'] : []),
  ];
}

function detail(change: DetailChange, palette: Palette): string {
  const text = `${change.property}: ${printableLine(change.before)} → ${printableLine(change.after)}`;
  return change.wider ? palette.yellow(`${text}  (more than before)`) : text;
}

function section(title: string, blocks: readonly string[][]): string[] {
  if (blocks.length === 0) return [];
  return [
    title,
    ...blocks.flatMap(([first = '', ...rest]) => [
      `  ${first}`,
      ...rest.map((line) => `      ${line}`),
    ]),
  ];
}

/** The difference for a terminal. */
export function formatDiffPretty(view: DiffView, palette: Palette): string {
  const sections = [
    section(
      palette.bold('Added'),
      view.added.map((entry) => [
        `${palette.green('+')} ${entryLine(entry, palette)}`,
        ...surface(entry),
      ]),
    ),
    section(
      palette.bold('Removed'),
      view.removed.map((entry) => [`${palette.red('-')} ${entryLine(entry, palette)}`]),
    ),
    section(
      palette.bold('Changed'),
      view.changed.map(({ change, details }) => [
        `${palette.yellow('~')} ${entryLine({ id: change.id, function: change.after }, palette)}`,
        ...details.map((item) => detail(item, palette)),
      ]),
    ),
    section(
      palette.bold('With a new id'),
      view.replaced.map(({ before, after, details }) => [
        `${palette.cyan('≈')} ${entryLine(after, palette)}`,
        `was ${palette.dim(before.id)}`,
        ...details.map((item) => detail(item, palette)),
      ]),
    ),
  ].filter((lines) => lines.length > 0);
  const lost = view.removed.length + view.replaced.length;
  const note =
    lost === 0
      ? []
      : ['Clients that were loaded before the deploy can no longer call what has a `-` or `≈`.'];
  const text = [...sections.map((lines) => lines.join('\n')), ...note, diffInWords(view)];
  return `${text.join('\n\n')}\n`;
}
