/** Saves a program that fails in the form of a fixture, to be named, cut down and kept. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Failure } from '../check/property.ts';

/** Writes the program and all that it needs to run into `folder`. */
export function saveFailure(failure: Failure, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const input = failure.source.replace(/ from "(host|data|dependency)"/g, ' from "./$1.js"');
  writeFileSync(join(folder, `input.${failure.language}`), input);
  const options = { rules: [], codes: [], environments: ['server'] };
  writeFileSync(join(folder, 'options.json'), `${JSON.stringify(options, null, 2)}\n`);
  for (const file of ['host.js', 'data.js', 'dependency.js']) {
    copyFileSync(new URL(file, import.meta.url), join(folder, file));
  }
  const run = readFileSync(new URL('run.mjs.txt', import.meta.url), 'utf8');
  const file = /^(?:\/\/.*\n)?'use server'/m.test(failure.source);
  writeFileSync(join(folder, 'run.mjs'), run.replace('FILE', String(file)));
}
