import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
// Below the repository, so that packages are found as from the original.
const CACHE = resolve(root, '../../node_modules/.cache');
const LEFT_OUT = new Set(['.data', 'dist', 'node_modules', 'tests']);

/** Copies the sources of the application, so that a test can edit or build them. */
export async function copyApp(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const copy = await mkdtemp(join(CACHE, 'posts-'));
  await cp(root, copy, {
    recursive: true,
    filter: (path) => path === root || !LEFT_OUT.has(basename(path)),
  });
  return copy;
}
