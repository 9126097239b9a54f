import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Manifest } from 'callgate';

import { compileApp, scanApp } from './compile.ts';
import { writeReport } from './report.ts';

/** Builds the application in `root`; `null`, with everything said, when its source has errors. */
export async function buildApp(root: string): Promise<Manifest | null> {
  const started = performance.now();
  const { manifest, diagnostics } = await scanApp(root);
  for (const { frame } of diagnostics) console.error(`${frame}\n`);
  if (diagnostics.some(({ severity }) => severity === 'error')) return null;

  await compileApp(root, manifest);
  const json = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(root, 'dist/callgate-manifest.json'), json);
  await writeReport(root, join(root, 'dist/report.html'));

  const count = Object.keys(manifest.functions).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Compiled ${count} server functions of examples/posts in ${seconds} s`);
  console.log('  dist/server                  the compiled code');
  console.log('  dist/callgate-manifest.json  what can be called');
  console.log('  dist/report.html             the same for people');
  return manifest;
}
