import assert from 'node:assert/strict';
import { constants } from 'node:buffer';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { transform, type TransformOptions, transformSync } from 'callgate';
import { serverFile } from './support/sources.ts';

const options: TransformOptions = { filename: 'src/a.ts', environment: 'server' };

test('bytes give what their string gives', async () => {
  for (const source of [serverFile, `\uFEFF'use server' // 😀 é\r\n${serverFile}`, 'é', '']) {
    const expected = transformSync(source, options);
    const buffer = Buffer.from(source);
    const padded = new Uint8Array(buffer.length + 7).fill(0xff);
    padded.set(buffer, 3);
    assert.deepEqual(transformSync(buffer, options), expected);
    assert.deepEqual(transformSync(padded.subarray(3, -4), options), expected);
    assert.deepEqual(await transform(buffer, options), expected);
  }
});

test('bytes of another realm are bytes', async () => {
  const source = runInNewContext('Uint8Array').from(Buffer.from(serverFile));
  assert.ok(!(source instanceof Uint8Array));
  const expected = transformSync(serverFile, options);
  assert.deepEqual(transformSync(source, options), expected);
  assert.deepEqual(await transform(source, options), expected);
});

test('bytes may change as soon as transform has been called', async () => {
  for (const source of [serverFile, 'export const nothing = "to compile é";']) {
    const buffer = Buffer.from(source);
    const result = transform(buffer, options);
    buffer.fill(0);
    assert.deepEqual(await result, transformSync(source, options));
  }
});

test('bytes that are not UTF-8 are refused, with or without a directive', async () => {
  for (const source of ["// caf\xE9 \xE9\n'use strict'", `'use server'\n// caf\xE9`]) {
    const bytes = Buffer.from(source, 'latin1');
    const result = transformSync(bytes, options);
    assert.equal(result.code, '');
    assert.equal(result.changed, false);
    assert.equal(result.module, null);
    assert.deepEqual(
      result.diagnostics.map(({ code, severity }) => [code, severity]),
      [['CG1403', 'error']],
    );
    const offset = source.indexOf('\xE9');
    const [diagnostic] = result.diagnostics;
    assert.match(diagnostic?.message ?? '', new RegExp(`byte 0xE9 at byte offset ${offset}$`));
    assert.equal(diagnostic?.labels[0]?.start, offset);
    assert.deepEqual(await transform(bytes, options), result);
  }
});

test('a string with a lone surrogate comes back as it is when there is nothing to compile', () => {
  const source = 'export const half = "\uD83D" // 😀';
  const result = transformSync(source, options);
  assert.equal(result.code, source);
  assert.deepEqual(result.diagnostics, []);
});

test('a string with a lone surrogate and a directive is refused, naming the place', async () => {
  const source = `'use server'\n// 😀 é\nexport async function save() { return "ab\uDC00\uDC01" }`;
  for (const result of [transformSync(source, options), await transform(source, options)]) {
    assert.equal(result.code, '');
    assert.equal(result.module, null);
    const [diagnostic, ...others] = result.diagnostics;
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.code, 'CG1403');
    const offset = source.indexOf('\uDC00');
    assert.match(diagnostic.message, new RegExp(`U\\+DC00 at offset ${offset}$`));
    const column = offset - source.lastIndexOf('\n') - 1;
    const label = { start: offset, end: offset + 1, line: 3, column, message: '' };
    assert.deepEqual(diagnostic.labels, [label]);
  }
});

test('other errors of a damaged text are reported with it, in order', () => {
  const source = `'use server'\nexport function first() { return "\uD800" }\nexport function second() {}`;
  const { diagnostics } = transformSync(source, options);
  assert.deepEqual(
    diagnostics.map(({ code, labels }) => [code, labels[0]?.line]),
    [
      ['CG1101', 2],
      ['CG1403', 2],
      ['CG1101', 3],
    ],
  );
});

test('bytes that no string can hold are a TypeError', () => {
  const bytes = new Uint8Array(constants.MAX_STRING_LENGTH + 1);
  assert.throws(() => transformSync(bytes, options), {
    name: 'TypeError',
    message: /^callgate: the source has \d+ bytes/,
  });
});

test('a file of 5 MB is compiled', () => {
  const line = `export async function f(a, b) { return [a, b, 'some text to fill the line, é'] }\n`;
  const count = Math.ceil((5 * 1024 * 1024) / line.length);
  const lines = Array.from({ length: count }, (_, index) => line.replace('f(', `f${index}(`));
  const result = transformSync(`'use server'\n${lines.join('')}`, options);
  assert.deepEqual(result.diagnostics, []);
  assert.equal(Object.keys(result.module?.functions ?? {}).length, count);
  assert.ok(result.code.length > 5 * 1024 * 1024);
});
