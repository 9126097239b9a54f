// @ts-check
// Examples of the documentation that are the compiler's work: a `before` block and, next, what the
// compiler makes of it.

import { existsSync, readdirSync } from 'node:fs';
import { transformSync } from 'callgate';
import { codeBlocks, pathOf } from './code-blocks.mjs';

/** @typedef {import('./code-blocks.mjs').CodeBlock} CodeBlock */

/**
 * Every page for users and contributors, relative to the repository.
 *
 * @returns {string[]}
 */
export function pages() {
  const markdownIn = (/** @type {string} */ folder) =>
    readdirSync(pathOf(folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`);
  const packages = readdirSync(pathOf('packages')).map((name) => `packages/${name}/README.md`);
  return ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs'), ...packages].filter((path) =>
    existsSync(pathOf(path)),
  );
}

/**
 * @param {string} path
 * @returns {{ before: CodeBlock, after: CodeBlock }[]}
 */
export function pairs(path) {
  const blocks = codeBlocks(path);
  return blocks.flatMap((before, index) => {
    if (before.role !== 'before') return [];
    const after = blocks[index + 1];
    if (after?.role !== 'after') throw new Error(`${path}:${before.line}: no block \`after\` it`);
    return [{ before, after }];
  });
}

/**
 * What the compiler makes of a `before` block.
 *
 * @param {CodeBlock} block
 */
export function compiled({ code, attributes }) {
  const { filename = 'app/example.jsx', environment } = attributes;
  const result = transformSync(code, {
    filename,
    environment: environment === 'client' || environment === 'ssr' ? environment : 'server',
  });
  const [first] = result.diagnostics;
  if (first) throw new Error(first.frame);
  return result.code.endsWith('\n') ? result.code : `${result.code}\n`;
}
