// @ts-check
// The code blocks of a Markdown file.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} CodeBlock
 * @property {string} language The first word behind the fence.
 * @property {string} role The second: what a test does with the block. Empty for none.
 * @property {Record<string, string>} attributes The others, `name=value`.
 * @property {string} code
 * @property {string} heading The heading that it stands under.
 * @property {number} line The line of the opening fence, from 1.
 */

/** @param {string} path Relative to the repository. */
export const pathOf = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * @param {string} path Relative to the repository.
 * @returns {CodeBlock[]}
 */
export function codeBlocks(path) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {CodeBlock | undefined} */
  let open;
  let heading = '';
  for (const [index, line] of readFileSync(pathOf(path), 'utf8').split('\n').entries()) {
    if (open) {
      if (line === '```') {
        blocks.push(open);
        open = undefined;
      } else {
        open.code += `${line}\n`;
      }
    } else if (line.startsWith('```')) {
      open = openingFence(line.slice(3), heading, index + 1);
    } else if (/^#+ /.test(line)) {
      heading = line.replace(/^#+ /, '');
    }
  }
  return blocks;
}

/**
 * @param {string} info
 * @param {string} heading
 * @param {number} line
 * @returns {CodeBlock}
 */
function openingFence(info, heading, line) {
  const [language = '', role = '', ...rest] = info.split(' ');
  const attributes = rest.map((attribute) => {
    const at = attribute.indexOf('=');
    return [attribute.slice(0, at), attribute.slice(at + 1)];
  });
  return { language, role, attributes: Object.fromEntries(attributes), code: '', heading, line };
}
