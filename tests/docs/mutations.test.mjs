// @ts-check
// The examples of docs/mutations.md compile, for the graph that they are of, without a word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformSync } from 'callgate';
import { codeBlocks } from './code-blocks.mjs';

const page = 'docs/mutations.md';
const examples = codeBlocks(page).filter(({ role }) => role === 'example');

for (const { code, line, attributes } of examples) {
  test(`${page}:${line} compiles`, () => {
    const { path, environment } = attributes;
    assert.ok(path);
    const { diagnostics } = transformSync(code, {
      filename: path,
      environment: environment === 'client' ? 'client' : 'server',
    });
    assert.deepEqual(diagnostics, []);
  });
}

test('there are examples of all sections', () => {
  assert.ok(examples.length > 8);
});
