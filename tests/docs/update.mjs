// @ts-check
// Writes what the compiler makes of the documentation's `before` blocks into their `after` blocks.

import { readFileSync, writeFileSync } from 'node:fs';
import { pathOf } from './code-blocks.mjs';
import { compiled, pages, pairs } from './examples.mjs';

for (const path of pages()) {
  const lines = readFileSync(pathOf(path), 'utf8').split('\n');
  // From the end, so that lines before stay where they are.
  for (const { before, after } of pairs(path).toReversed()) {
    const old = after.code.split('\n').length - 1;
    lines.splice(after.line, old, ...compiled(before).split('\n').slice(0, -1));
  }
  writeFileSync(pathOf(path), lines.join('\n'));
}
