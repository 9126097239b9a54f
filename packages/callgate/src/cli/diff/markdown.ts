import type { FunctionEntry } from '../../manifest-diff.ts';
import { capturesInWords, nameInWords, parametersInWords } from '../manifest-table.ts';
import { printableLine } from '../printable.ts';
import { diffInWords } from './pretty.ts';
import type { DetailChange, DiffView } from './view.ts';

/** Text as code in a cell of a table, whatever it holds. */
function code(text: string): string {
  if (text === '') return '';
  // A code span ends at as many backticks as began it; a bar would end the cell even within one.
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = runs.length > 0 ? ' ' : '';
  return `${fence}${space}${printableLine(text).replaceAll('|', '\\|')}${space}${fence}`;
}

function place({ function: item }: FunctionEntry): string {
  return code(`${item.module}:${item.location.line}`);
}

function details(changes: readonly DetailChange[]): string {
  return changes
    .map(({ property, before, after, wider }) => {
      const text = `${property}: ${code(before)} → ${code(after)}`;
      return wider ? `⚠️ ${text}` : text;
    })
    .join('<br>');
}

function table(title: string, head: readonly string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
  ];
}

/** The difference as Markdown, for a comment on a pull request or a job summary. */
export function formatDiffMarkdown(view: DiffView): string {
  const sections = [
    ...table(
      'Added',
      ['Function', 'Place', 'Arguments', 'Captures', 'Id'],
      view.added.map((entry) => [
        code(nameInWords(entry.function)),
        place(entry),
        code(parametersInWords(entry.function.parameters)),
        code(capturesInWords(entry.function.captures)),
        code(entry.id),
      ]),
    ),
    ...table(
      'Removed',
      ['Function', 'Place', 'Id'],
      view.removed.map((entry) => [
        code(nameInWords(entry.function)),
        place(entry),
        code(entry.id),
      ]),
    ),
    ...table(
      'Changed',
      ['Function', 'Place', 'What', 'Id'],
      view.changed.map(({ change, details: list }) => {
        const entry = { id: change.id, function: change.after };
        return [code(nameInWords(entry.function)), place(entry), details(list), code(entry.id)];
      }),
    ),
    ...table(
      'With a new id',
      ['Function', 'Place', 'What', 'Id', 'Old id'],
      view.replaced.map(({ before, after, details: list }) => [
        code(nameInWords(after.function)),
        place(after),
        details(list),
        code(after.id),
        code(before.id),
      ]),
    ),
  ];
  return `${['## Callable surface', diffInWords(view), ...sections].join('\n\n')}\n`;
}
