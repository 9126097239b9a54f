import type { Capture, FunctionManifest, Manifest, Parameters } from '../manifest.ts';
import { memberPath } from './member-path.ts';
import { printableLine } from './printable.ts';

/** The name of a function; `""` for an empty one, which a string as an export name can be. */
export function nameInWords({ name }: FunctionManifest): string {
  return name === '' ? '""' : name;
}

/** `2`, `1 + rest`, `any`: how many arguments a function takes. */
export function parametersInWords(parameters: Parameters | null): string {
  if (parameters === null) return 'any';
  return parameters.rest ? `${parameters.count} + rest` : String(parameters.count);
}

/** `user.id, user.name, session (whole)`: what of the captured values travels. */
export function capturesInWords(captures: readonly Capture[]): string {
  return captures
    .flatMap(({ name, paths }) =>
      paths === null ? [`${name} (whole)`] : paths.map((path) => memberPath(name, path)),
    )
    .join(', ');
}

/** The server functions of a manifest as lines of aligned text, in the order of their places. */
export function manifestTable(manifest: Manifest): string {
  const functions = Object.entries(manifest.functions).sort(
    ([, a], [, b]) =>
      (a.module < b.module ? -1 : a.module > b.module ? 1 : 0) ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column,
  );
  const rows = [
    ['ID', 'FUNCTION', 'PLACE', 'PARAMETERS', 'CAPTURES'],
    ...functions.map(([id, item]) => [
      id,
      printableLine(item.generator ? `${nameInWords(item)} (streams)` : nameInWords(item)),
      printableLine(`${item.module}:${item.location.line}`),
      parametersInWords(item.parameters),
      printableLine(capturesInWords(item.captures)),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
