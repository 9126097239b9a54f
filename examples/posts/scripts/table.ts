import type { Manifest } from 'callgate';

type FunctionEntry = Manifest['functions'][string];

const HEADINGS = ['id', 'function', 'file:line', 'parameters', 'captures'] as const;
const SHORT_ID = 12;

/** The manifest as a table; ids are cut when the whole would be wider than `width` columns. */
export function manifestTable(manifest: Manifest, width: number): string {
  const entries = Object.entries(manifest.functions).sort(([, a], [, b]) => inSourceOrder(a, b));
  const full = drawTable(entries.map(([id, entry]) => [id, ...describe(entry)]));
  if (full.indexOf('\n') <= width) return full;
  return drawTable(entries.map(([id, entry]) => [`${id.slice(0, SHORT_ID)}…`, ...describe(entry)]));
}

function describe(entry: FunctionEntry): string[] {
  return [
    entry.name,
    `${entry.module}:${entry.location.line}`,
    describeParameters(entry.parameters),
    entry.captures.map(describeCapture).join(', ') || '–',
  ];
}

function describeParameters(parameters: FunctionEntry['parameters']): string {
  if (parameters === null) return 'unknown';
  return parameters.rest ? `${parameters.count} and rest` : String(parameters.count);
}

function describeCapture({ name, paths }: FunctionEntry['captures'][number]): string {
  return paths === null ? name : paths.map((path) => [name, ...path].join('.')).join(', ');
}

function inSourceOrder(a: FunctionEntry, b: FunctionEntry): number {
  if (a.module !== b.module) return a.module < b.module ? -1 : 1;
  return a.location.line - b.location.line || a.location.column - b.location.column;
}

function drawTable(rows: string[][]): string {
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const line = (row: readonly string[]): string =>
    `│${widths.map((width, column) => ` ${(row[column] ?? '').padEnd(width)} `).join('│')}│`;
  return [
    rule('┌', '┬', '┐'),
    line(HEADINGS),
    rule('├', '┼', '┤'),
    ...rows.map(line),
    rule('└', '┴', '┘'),
  ].join('\n');
}
