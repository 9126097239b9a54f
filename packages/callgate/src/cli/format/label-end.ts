import type { Label } from '../../diagnostic.ts';

/** Where a label ends; lines from 1, columns from 0. */
export interface End {
  line: number;
  column: number;
}

/** Finds the end of a label, which may lie on a later line, in the text that it points into. */
export function endOf(label: Label, source: string | null): End {
  const covered = source?.slice(label.start, label.end) ?? '';
  const lines = covered.split(/\r\n|[\n\r\u2028\u2029]/);
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line: label.line, column: label.column + (label.end - label.start) }
    : { line: label.line + lines.length - 1, column: last.length };
}
