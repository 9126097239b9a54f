import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsLeftOut } from './selection.ts';
import { createSelection, isSourceFile } from './selection.ts';

async function collect(directory: string, isLeftOut: IsLeftOut, files: string[]): Promise<void> {
  // What cannot be read has no imports to tell of; the scan has reported it.
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!isLeftOut(path, true)) await collect(path, isLeftOut, files);
    } else if (entry.isFile() && isSourceFile(path) && !isLeftOut(path, false)) {
      files.push(path);
    }
  }
}

/** The JavaScript and TypeScript files of a project, as absolute paths, sorted. */
export async function listSourceFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  await collect(root, createSelection(root), files);
  return files.sort();
}
