// @ts-check
// The examples of docs/diagnostics.md give the code of their section, or nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { transformSync } from 'callgate';
import { codeBlocks, pathOf } from './code-blocks.mjs';

/** @typedef {import('./code-blocks.mjs').CodeBlock} CodeBlock */

const blocks = codeBlocks('docs/diagnostics.md');

/** Codes that no text of a page can show: their sections say it in words, or in a script. */
const inWords = ['CG1402', 'CG1403', 'CG1404', 'CG1405', 'CG1406', 'CG1501', 'CG1502'];

/**
 * @param {CodeBlock} block
 * @param {import('callgate').TransformOptions['environment']} environment
 */
function codesOf({ language, code, attributes }, environment) {
  const { resolvedExports } = attributes;
  const { diagnostics } = transformSync(code, {
    filename: `app/example.${language}`,
    environment,
    ...(resolvedExports && { resolvedExports: JSON.parse(resolvedExports) }),
  });
  return diagnostics.map((diagnostic) => diagnostic.code);
}

/** @param {CodeBlock} block */
function environmentOf({ attributes }) {
  return attributes.environment === 'client' ? 'client' : 'server';
}

for (const block of blocks.filter(({ role }) => role === 'wrong')) {
  test(`line ${block.line}: wrong, gives ${block.heading}`, () => {
    assert.deepEqual([...new Set(codesOf(block, environmentOf(block)))], [block.heading]);
  });
}

for (const block of blocks.filter(({ role }) => role === 'right')) {
  test(`line ${block.line}: right, gives nothing (${block.heading})`, () => {
    assert.deepEqual(codesOf(block, environmentOf(block)), []);
  });
}

test('every section has a wrong and a right example', () => {
  const page = readFileSync(pathOf('docs/diagnostics.md'), 'utf8');
  const sections = page.match(/(?<=^## )CG\d{4}$/gm) ?? [];
  const incomplete = sections.filter((section) => {
    const roles = blocks.filter(({ heading }) => heading === section).map(({ role }) => role);
    return !roles.includes('wrong') || !roles.includes('right');
  });
  assert.deepEqual(incomplete, inWords);
});
