// @ts-check
// Links from page to page lead somewhere.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import { pathOf } from './code-blocks.mjs';
import { pages } from './examples.mjs';

/** @param {string} path */
const textOf = (path) => readFileSync(pathOf(path), 'utf8').replace(/^```.*?^```$/gms, '');

/**
 * The anchors of a page, as GitHub makes them of headings.
 *
 * @param {string} path
 */
function anchors(path) {
  const headings = [...textOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/**
 * @param {string} page
 * @param {string} target
 */
function isBroken(page, target) {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  if (!existsSync(pathOf(path))) return true;
  return anchor !== undefined && !anchors(path).includes(anchor);
}

for (const page of pages()) {
  test(`links of ${page}`, () => {
    const targets = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = targets.filter((target) => !/^https?:/.test(target));
    assert.deepEqual(
      local.filter((target) => isBroken(page, target)),
      [],
    );
  });
}
