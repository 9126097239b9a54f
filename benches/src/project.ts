import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanProject } from 'callgate';
import { median } from './compare.ts';
import { fileLevel, inline, plain } from './inputs.ts';
import { findInFiles, installRipgrep } from './ripgrep.ts';
import { atMost, type Row } from './table.ts';

const files = 10_000;

/** One file in so many holds server functions. */
const share = 20;

const rounds = 11;

/** `scanProject` beside `rg -l` on the same tree of 10,000 files. */
export async function project(): Promise<Row[]> {
  if (!installRipgrep()) return [];
  const tree = mkdtempSync(join(tmpdir(), 'callgate-bench-'));
  try {
    writeTree(tree);
    // Both read from the page cache.
    await scan(tree);
    findInFiles(tree);
    const samples: { own: number; other: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // One after the other: both use all cores.
      const own = await timeOf(() => scan(tree));
      samples.push({ own, other: await timeOf(() => findInFiles(tree)) });
    }
    const ratio = median(samples.map(({ own, other }) => own / other));
    const [own, other] = [median(samples.map((s) => s.own)), median(samples.map((s) => s.other))];
    return [
      {
        group: `scanProject, ${files.toLocaleString('en')} files, one in ${share} with functions`,
        measure: 'time as a multiple of `rg -l`',
        figure: `${ratio.toFixed(2)}×`,
        detail: `${own.toFixed(0)} ms and ${other.toFixed(0)} ms`,
        target: atMost(ratio, 1.25, '×'),
      },
    ];
  } finally {
    rmSync(tree, { recursive: true });
  }
}

async function scan(tree: string): Promise<void> {
  const { files: read, manifest } = await scanProject(tree);
  const found = Object.keys(manifest.modules).length;
  if (read !== files || found !== files / share) throw new Error(`${read} read, ${found} found`);
}

async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** 100 folders of 100 files of 0.5 to 5 KB. */
function writeTree(tree: string): void {
  for (let index = 0; index < files; index += 1) {
    const folder = join(
      tree,
      `src/area-${Math.floor(index / 1000)}/part-${Math.floor(index / 100)}`,
    );
    if (index % 100 === 0) mkdirSync(folder, { recursive: true });
    const size = 1 + (index % 10);
    const isServer = index % share === 0;
    const text = isServer
      ? index % (2 * share) === 0
        ? fileLevel(size)
        : inline(size)
      : plain(size);
    writeFileSync(join(folder, `module-${index}.tsx`), text);
  }
}
