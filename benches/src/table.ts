/** One line of the result. */
export interface Row {
  group: string;
  measure: string;
  figure: string;
  /** The times behind a ratio. */
  detail?: string;
  target?: Target;
}

/** What was aimed at. */
export interface Target {
  text: string;
  isMet: boolean;
}

/** A target that is met from `limit` upwards. */
export function atLeast(value: number, limit: number, unit: string): Target {
  return { text: `≥ ${limit}${unit}`, isMet: value >= limit };
}

/** A target that is met up to `limit`. */
export function atMost(value: number, limit: number, unit: string): Target {
  return { text: `≤ ${limit}${unit}`, isMet: value <= limit };
}

/** Prints the rows under the names of their groups. */
export function printTable(rows: readonly Row[]): void {
  const cells = rows.map((row) => [
    `  ${row.measure}`,
    row.figure,
    row.target?.text ?? '',
    row.target === undefined ? '' : row.target.isMet ? 'met' : 'missed',
    row.detail ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  let group = '';
  for (const [index, row] of rows.entries()) {
    if (row.group !== group) console.log(`\n${row.group}`);
    group = row.group;
    const line = cells[index] ?? [];
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  const targets = rows.flatMap((row) => row.target ?? []);
  const met = targets.filter((target) => target.isMet).length;
  console.log(`\n${met} of ${targets.length} targets met`);
}
