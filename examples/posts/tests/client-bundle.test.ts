import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';

import { manifest } from './support/manifest.ts';

const directory = resolve(import.meta.dirname, '../dist/client');

test('nothing of the server is in what browsers load', async () => {
  // Names and messages of the sources of the server, which no minifier would change.
  const words = [
    'node:crypto',
    'wrong-credentials',
    'sessions',
    'passwordHash',
    'lib/',
    '$$sf_entry',
  ];
  for (const file of ['main.js', 'main.js.map']) {
    const text = await readFile(resolve(directory, file), 'utf8');
    const code = file.endsWith('.map') ? sourcesOf(text) : text;
    for (const word of words) assert.ok(!code.includes(word), `${file} holds "${word}"`);
  }
});

test('the bundle calls imported functions by their id, and knows no inline function', async () => {
  const text = await readFile(resolve(directory, 'main.js'), 'utf8');
  const called = Object.entries(manifest.functions).filter(([id]) => text.includes(id));
  assert.deepEqual(
    called.map(([, { name }]) => name),
    ['recordView'],
  );
});

/** The sources in a map that are the application's own. */
function sourcesOf(map: string): string {
  const { sources, sourcesContent }: { sources: string[]; sourcesContent: string[] } =
    JSON.parse(map);
  return sourcesContent
    .filter((_, at) => !/node_modules|packages\//.test(sources[at] ?? ''))
    .join('\n');
}
