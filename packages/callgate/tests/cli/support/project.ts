import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Writes a project of the given files to a new directory, which goes when the test ends. */
export function createProject(
  context: TestContext,
  files: Readonly<Record<string, string>>,
): string {
  const root = mkdtempSync(join(tmpdir(), 'callgate-cli-'));
  context.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  writeFiles(root, files);
  return root;
}

/** Writes files below a directory, whose own directories are made. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
