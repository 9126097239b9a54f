import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformSync } from 'callgate';
import { toViteError, toViteWarnings } from '../../src/vite/diagnostics.ts';

function diagnosticsOf(code: string) {
  const options = { filename: '/app/actions.ts', root: '/app', environment: 'server' } as const;
  return transformSync(code, options).diagnostics;
}

/** How far in the lines of a frame are that begin with a sign. */
function indentsOf(frame: string, sign: RegExp): (number | undefined)[] {
  return frame
    .split('\n')
    .filter((line) => sign.test(line))
    .map((line) => line.search(/\S/));
}

test('all notes of a frame are below each other, however wide the line numbers are', () => {
  for (const line of [3, 12, 120, 12_000]) {
    const code = `'use server';${'\n'.repeat(line - 1)}export function f() {}\n`;
    const error = toViteError('/app/actions.ts', diagnosticsOf(code));
    assert.equal(error?.loc.line, line);
    const width = String(line).length;
    assert.deepEqual(indentsOf(error.frame, /^ *= (?:help|docs): /), [width + 1, width + 1]);
  }
});

test('errors of lines with numbers of other widths have notes of their own', () => {
  const code = `'use server';\nexport function f() {}${'\n'.repeat(20)}export function g() {}\n`;
  const error = toViteError('/app/actions.ts', diagnosticsOf(code));
  assert.deepEqual(indentsOf(error?.frame ?? '', /^ *= docs: /), [2, 3]);
});

test('warnings tell where to read more, too', () => {
  const [warning] = toViteWarnings(
    '/app/actions.ts',
    diagnosticsOf("function f() { 'use sever'; }"),
  );
  assert.equal(warning?.pluginCode, 'CG1010');
  assert.match(warning.frame, /\n {2}= docs: .*#cg1010$/);
});
