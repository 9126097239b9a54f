import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Manifest } from 'callgate';
import { createBuilder } from 'vite';

import { writeReport } from './report.ts';

/** Builds the application in `root`, and gives what can be called in it. */
export async function buildApp(root: string): Promise<Manifest> {
  const started = performance.now();
  const builder = await createBuilder({ root, logLevel: 'warn' });
  await builder.buildApp();
  await writeReport(root, join(root, 'dist/report.html'));
  const json = await readFile(join(root, 'dist/rsc/callgate-manifest.json'), 'utf8');
  const manifest: Manifest = JSON.parse(json);

  const count = Object.keys(manifest.functions).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Built examples/posts with ${count} server functions in ${seconds} s`);
  console.log('  dist/rsc                         the server, `main.js`');
  console.log('  dist/rsc/callgate-manifest.json  what can be called');
  console.log('  dist/client                      what browsers load');
  console.log('  dist/report.html                 what can be called, for people');
  return manifest;
}
