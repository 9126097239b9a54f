import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atMost, type Row } from './table.ts';

const child = fileURLToPath(new URL('memory-child.ts', import.meta.url));

/** By how much a process grows that compiles a file of 3 MB, at its peak. */
export function memory(): Row[] {
  if (process.platform !== 'linux') return [];
  return ['file-level', 'inline'].map((kind) => {
    const output = execFileSync(process.execPath, ['--import', 'tsx', child, kind], {
      encoding: 'utf8',
    });
    const mebibytes = Number(output);
    return {
      group: 'Added peak memory of a Node process, file of 3 MB',
      measure: `${kind} functions`,
      figure: `${mebibytes.toFixed(0)} MiB`,
      target: atMost(mebibytes, 60, ' MiB'),
    };
  });
}
