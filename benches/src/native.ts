import { execFileSync } from 'node:child_process';
import { root } from './paths.ts';
import { atLeast, atMost, type Row } from './table.ts';

/** A line that the crate's benchmark `ratios` prints. */
type Line =
  | { kind: 'floor'; input: string; maps: 'on' | 'off'; ratio: number; milliseconds: number }
  | { kind: 'growth'; input: string; exponent: number; floorExponent: number }
  | { kind: 'without-directive'; bytes: number; gigabytesPerSecond: number };

/** The crate's own benchmark: the compiler against SWC's parser, resolver and two walks. */
export function native(): Row[] {
  const output = execFileSync('cargo', ['bench', '-q', '-p', 'callgate', '--bench', 'ratios'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => toRow(JSON.parse(line) as Line));
}

function toRow(line: Line): Row {
  switch (line.kind) {
    case 'floor':
      return {
        group: "In Rust, time of compile() as a multiple of SWC's parse + resolver + two walks",
        measure: `${line.input}, source maps ${line.maps}`,
        figure: `${line.ratio.toFixed(2)}×`,
        detail: `${line.milliseconds.toFixed(2)} ms`,
        target: atMost(line.ratio, line.maps === 'on' ? 1.35 : 1.2, '×'),
      };
    case 'growth':
      return {
        group: 'In Rust, growth of time from 10 to 5,000 functions (1 is linear)',
        measure: `${line.input} functions`,
        figure: line.exponent.toFixed(3),
        detail: `SWC's part alone: ${line.floorExponent.toFixed(3)}`,
        target: atMost(line.exponent, 1.12, ''),
      };
    case 'without-directive':
      return {
        group: 'In Rust, files without a directive',
        measure: `a file of ${Math.round(line.bytes / 1000)} KB`,
        figure: `${line.gigabytesPerSecond.toFixed(1)} GB/s`,
        target: atLeast(line.gigabytesPerSecond, 1, ' GB/s'),
      };
  }
}
