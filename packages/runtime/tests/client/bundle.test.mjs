// @ts-check
// What the client costs in a page, and what of it is left out when it is not used.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const LIMIT = 4096;

/** @param {string} contents */
async function bundle(contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..', '..') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  const [file] = outputFiles;
  assert.ok(file !== undefined);
  return {
    text: file.text,
    size: gzipSync(file.contents, { level: 9 }).length,
    inputs: Object.keys(metafile.inputs).filter((name) => name !== '<stdin>'),
  };
}

test('all of it is at most 4 KB, gzipped, and needs no other package', async (context) => {
  const { size, inputs } = await bundle(`export * from '@callgate/runtime/client'`);
  context.diagnostic(`the client is ${size} bytes`);
  assert.ok(size <= LIMIT, `${size} bytes`);
  for (const input of inputs) assert.match(input, /(?:^|\/)dist\//);
});

test('stubs alone leave out what they do not use', async (context) => {
  const stubs = await bundle(
    `import { createServerReference } from '@callgate/runtime/client';
     export const save = /*#__PURE__*/ createServerReference('${'a'.repeat(40)}', 1);`,
  );
  context.diagnostic(`stubs with their call server are ${stubs.size} bytes`);
  assert.doesNotMatch(stubs.text, /XMLHttpRequest/);
  const unused = await bundle(
    `import { createServerReference } from '@callgate/runtime/client';
     const save = /*#__PURE__*/ createServerReference('${'a'.repeat(40)}', 1);`,
  );
  assert.equal(unused.text.trim(), '');
});
