// @ts-check
// Rule 7.2: for every fixture, the SWC plugin and the addon give the same program, the same
// manifest and the same diagnostics. FIXTURE=<claim> picks one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileModule } from '../fixtures/compile.mjs';
import { fixturesRoot, readFixture, readFixtures } from '../fixtures/fixture.mjs';
import { compile, print } from './plugin.mjs';

const ENVIRONMENTS = /** @type {const} */ (['server', 'ssr', 'client']);
const wanted = process.env['FIXTURE'];

for (const fixture of wanted === undefined ? readFixtures() : [readFixture(wanted)]) {
  test(fixture.claim, () => {
    const source = readFileSync(join(fixture.directory, fixture.input), 'utf8');
    for (const environment of ENVIRONMENTS) {
      const expected = compileModule(fixture, fixture.input, environment);
      // A text that the host cannot parse never comes to the plugin.
      if (expected.diagnostics.some(({ code }) => /^CG140/.test(code))) return;
      const { inputSourceMap: _, sourceMap: __, ...given } = fixture.options;
      const filename = String(given['filename'] ?? `${fixture.claim}/${fixture.input}`);
      const options = { root: fixturesRoot, dev: false, ...given, filename, environment };
      const actual = compile(source, filename, options);
      const errors = expected.diagnostics.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) {
        assertErrors(actual.errors, errors);
        continue;
      }
      assert.equal(actual.errors, null);
      assert.deepEqual(actual.manifest, expected.module);
      assert.equal(actual.code, print(expected.code, filename), environment);
    }
  });
}

/**
 * @param {string | null} text What the host reports.
 * @param {import('callgate').Diagnostic[]} errors
 */
function assertErrors(text, errors) {
  assert.deepEqual(
    [...(text ?? '').matchAll(/^CG\d{4}$/gm)].map(([code]) => code),
    errors.map(({ code }) => code),
  );
  for (const { message, labels } of errors) {
    assert.ok(unwrap(text ?? '').includes(unwrap(message)), `${message}\n${text}`);
    assert.ok(text?.includes(`:${labels[0]?.line}:`), text ?? '');
  }
}

/** @param {string} text Hosts wrap long lines. */
function unwrap(text) {
  return text.replaceAll(/[\s|]+/g, '');
}
