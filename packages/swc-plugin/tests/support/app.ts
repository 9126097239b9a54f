import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Hosts find their packages from there; below `node_modules`, code is that of others. */
const parent = join(import.meta.dirname, '../../.cache');

/** Writes files into a new directory that lives as long as the test. Returns its path. */
export function makeApp(test: TestContext, files: Readonly<Record<string, string>>): string {
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'app-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** An entry that imports a module of server functions. */
export const files = {
  'src/entry.ts': `import { save } from './actions.ts';\nconsole.log(save);\n`,
  'src/actions.ts': `'use server';
import secret from 'node:fs';

export async function save(text: string): Promise<number> {
  return secret.readFileSync(text).length;
}
`,
};
