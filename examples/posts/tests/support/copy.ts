import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
// Here packages are found as from the original, and sources are not taken for those of a package.
const CACHE = join(root, '.cache');
const SOURCES = [
  'app',
  'client',
  'entries',
  'lib',
  'public',
  'scripts',
  'server',
  'package.json',
  'vite.config.ts',
];

/** Copies the sources of the application, so that a test can edit or build them. */
export async function copyApp(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const copy = await mkdtemp(join(CACHE, 'posts-'));
  await Promise.all(
    SOURCES.map((name) => cp(join(root, name), join(copy, name), { recursive: true })),
  );
  // It refers to those of the repository.
  const tsconfig = await readFile(join(root, 'tsconfig.json'), 'utf8');
  const absolute = tsconfig.replaceAll('"../../', `"${resolve(root, '../..')}/`);
  await writeFile(join(copy, 'tsconfig.json'), absolute);
  return copy;
}
