/** Real files of this repository that are mutated. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file and its text. */
export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['fixtures', 'examples', 'packages/runtime/src', 'packages/callgate/src'];
const extensions = new Set(['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts']);
const skipped = new Set(['node_modules', 'dist']);

/** Every file that speaks of a directive, in an order that does not depend on the file system. */
export function readCorpus(): CorpusFile[] {
  return folders
    .flatMap((folder) => [...filesIn(join(root, folder))])
    .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => text.length < 20_000 && /use (?:server|client)/.test(text))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesIn(path);
    else if (entry.isFile() && extensions.has(extname(entry.name))) yield path;
  }
}
