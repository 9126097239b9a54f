import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { compileApp, scanApp } from './compile.ts';
import { writeReport } from './report.ts';
import { manifestTable } from './table.ts';

/** Builds the application in `root` and tells about it; `false` when its source has errors. */
export async function buildApp(root: string): Promise<boolean> {
  const started = performance.now();
  const { manifest, diagnostics } = await scanApp(root);
  for (const { path, frame } of diagnostics) console.error(`${path}\n${frame}\n`);
  if (diagnostics.some(({ severity }) => severity === 'error')) return false;

  await compileApp(root, manifest);
  await writeFile(
    join(root, 'dist/callgate-manifest.json'),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  await writeReport(root, join(root, 'dist/report.html'));

  const functions = Object.keys(manifest.functions).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `Compiled ${functions} server functions in ${seconds} s. All that can be called from outside:\n`,
  );
  console.log(manifestTable(manifest, process.stdout.columns ?? Infinity));
  console.log(
    '\nWritten: dist/callgate-manifest.json, dist/report.html, and the code in dist/server.',
  );
  return true;
}
