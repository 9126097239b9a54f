// @ts-check
// What the documentation shows of the compiler's output is its output, and scripts that are marked
// `run` run.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { codeBlocks, pathOf } from './code-blocks.mjs';
import { compiled, pages, pairs } from './examples.mjs';

const execute = promisify(execFile);

for (const page of pages()) {
  for (const { before, after } of pairs(page)) {
    test(`${page}:${before.line} is compiled to what is shown`, () => {
      assert.equal(after.code, compiled(before), 'run `npm run docs:update -w tests`');
    });
  }
  for (const { code, line } of codeBlocks(page).filter(({ role }) => role === 'run')) {
    test(`${page}:${line} runs`, async () => {
      const options = ['--conditions', 'react-server', '--input-type', 'module', '--eval', code];
      await execute(process.execPath, options, { cwd: pathOf('tests') });
    });
  }
}
