import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { manifest } from './support/manifest.ts';

const root = resolve(import.meta.dirname, '..');
const client = join(root, 'dist/client');

/** The sources that run in browsers: modules of the client and what they import. */
const CLIENT_SOURCES =
  /^(?:entries\/browser\.|client\/|app\/(?:count-of|style|components\/field)\.)/;

const assets = await Promise.all(
  (await readdir(client, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(client.length + 1), await readFile(path, 'utf8')] as const;
    }),
);

test('there are scripts, styles and source maps to look at', () => {
  const names = assets.map(([name]) => name);
  for (const type of ['.js', '.css', '.js.map']) {
    assert.ok(
      names.some((name) => name.endsWith(type)),
      `a ${type} file is among ${names}`,
    );
  }
});

test('no text of a server module is in what browsers load', async () => {
  // Texts that no minifier changes: messages, names of modules, a marker of compiled code.
  const marks = [
    'node:crypto',
    'node:fs',
    'async_hooks',
    'react-server',
    'passwordHash',
    'wrong-credentials',
    'Only its author may change a post.',
    'analytical-engine-1843',
    'registerServerReference(',
    'bindServerReference',
    '$$sf_entry',
    'use server',
  ];
  for (const [name, text] of assets) {
    for (const mark of marks) {
      // React's own client has a function of this name.
      if (mark === 'registerServerReference(' && !name.endsWith('.map')) continue;
      assert.ok(!holds(name, text, mark), `${name} holds "${mark}"`);
    }
  }
});

test('no line of a server module is in a script or a source map', async () => {
  const lines = await serverLines();
  assert.ok(lines.length > 200, 'there is something to look for');
  for (const [name, text] of assets) {
    const found = lines.filter(({ line }) => holds(name, text, line));
    assert.deepEqual(found, [], name);
  }
});

test('no path and no name of a server function is in what browsers load', () => {
  for (const { module, name, export: exported } of Object.values(manifest.functions)) {
    for (const [asset, text] of assets) {
      assert.ok(!holds(asset, text, module), `${asset} holds the path ${module}`);
      assert.ok(!holds(asset, text, `lib/${module}`), asset);
      // Client components call what they import by its name, and maps hold their sources.
      if (asset.endsWith('.map') || !exported.startsWith('$$sf_')) continue;
      assert.ok(!holds(asset, text, exported), `${asset} holds the export ${exported}`);
      if (name.includes('/')) assert.ok(!holds(asset, text, name), `${asset} names ${name}`);
    }
  }
});

test('source maps hold sources of the client and of packages alone', () => {
  for (const [name, text] of assets) {
    if (!name.endsWith('.map')) continue;
    const { sources }: SourceMap = JSON.parse(text);
    for (const source of sources) {
      assert.doesNotMatch(source, /(?:^|\/)(?:lib|server|app\/actions|app\/pages)\/[^/]*$/, name);
    }
  }
});

test('browsers know the ids of what their modules import, and no other', () => {
  const scripts = assets.filter(([name]) => name.endsWith('.js')).map(([, text]) => text);
  const called = Object.entries(manifest.functions)
    .filter(([id]) => scripts.some((text) => text.includes(id)))
    .map(([, { name }]) => name);
  const imported = ['deletePost', 'exportPosts', 'publishPost', 'recordView', 'runTask'];
  assert.deepEqual(called.toSorted(), imported);
});

interface SourceMap {
  readonly sources: string[];
  /** Chunks that hold imports alone have none. */
  readonly sourcesContent?: (string | null)[];
}

/** Whether the application's own part of a file holds a text. */
function holds(name: string, text: string, mark: string): boolean {
  if (!name.endsWith('.map')) return text.includes(mark);
  const { sources, sourcesContent = [] }: SourceMap = JSON.parse(text);
  return sourcesContent.some((content, at) => {
    // The maps of packages are not ours: React's source knows `node:` and server functions.
    const isOurs = !/node_modules|packages\/runtime/.test(sources[at] ?? '');
    return isOurs && content?.includes(mark) === true;
  });
}

/** What stands in modules that run on the server alone, line by line; short lines could be anybody's. */
async function serverLines(): Promise<{ file: string; line: string }[]> {
  const lines: { file: string; line: string }[] = [];
  let own = '';
  for (const folder of ['app', 'client', 'entries', 'lib', 'server']) {
    for (const entry of await readdir(join(root, folder), { recursive: true })) {
      const file = `${folder}/${entry}`;
      if (!/\.tsx?$/.test(file)) continue;
      const text = await readFile(join(root, file), 'utf8');
      const isClient = CLIENT_SOURCES.test(file) || text.startsWith("'use client'");
      if (isClient) own += text;
      else lines.push(...text.split('\n').map((line) => ({ file, line: line.trim() })));
    }
  }
  return lines.filter(
    ({ line }) => line.length > 30 && !line.startsWith('import ') && !own.includes(line),
  );
}
