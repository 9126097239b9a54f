// @ts-check
// Rule 7.2: for every fixture, the SWC plugin and the addon give the same program, the same
// manifest and the same diagnostics. FIXTURE=<claim> picks one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileText } from '../fixtures/compile.mjs';
import { fixturesRoot, readFixture, readFixtures } from '../fixtures/fixture.mjs';
import { canParse, compile, print } from './plugin.mjs';

const ENVIRONMENTS = /** @type {const} */ (['server', 'ssr', 'client']);
const wanted = process.env['FIXTURE'];

/**
 * What never comes to the plugin.
 *
 * @type {Set<string>}
 */
const unparsed = new Set();

for (const fixture of wanted === undefined ? readFixtures() : [readFixture(wanted)]) {
  test(fixture.claim, () => {
    const source = readFileSync(join(fixture.directory, fixture.input), 'utf8');
    for (const environment of ENVIRONMENTS) {
      // Source maps are the host's business.
      const expected = compileText(fixture, source, { environment, inputSourceMap: undefined });
      const { inputSourceMap: _, sourceMap: __, ...given } = fixture.options;
      const filename = String(given['filename'] ?? `${fixture.claim}/${fixture.input}`);
      if (!canParse(source, filename)) {
        unparsed.add(fixture.claim);
        return;
      }
      const options = { root: fixturesRoot, dev: false, ...given, filename, environment };
      const actual = compile(source, filename, options);
      if (expected.diagnostics.some(({ severity }) => severity === 'error')) {
        assertReport(actual.errors, expected.diagnostics, source);
        continue;
      }
      assert.equal(actual.errors, null);
      assert.deepEqual(actual.manifest, expected.module);
      assert.equal(actual.code, print(expected.code, filename), environment);
    }
  });
}

if (wanted === undefined) {
  test('the host parses all others', () => {
    assert.deepEqual(
      [...unparsed],
      [
        'cast-in-a-tsx-file-is-a-syntax-error',
        // The compiler mends a mistake of SWC's parser: an arrow function ends its statement.
        'comments-between-an-arrow-and-an-operator-end-the-statement',
        'file-without-a-directive-is-not-parsed',
        // The compiler lets `with` pass, to say more about it.
        'function-inside-a-with-statement-is-refused',
        'jsx-in-a-typescript-file-is-a-syntax-error',
        'misused-syntax-is-a-diagnostic',
        // As above: an arrow function ends its statement.
        'registered-arrow-before-code-that-would-join',
        'replaced-arrow-before-a-minus',
        'replaced-arrow-before-a-plus',
        'replaced-arrow-before-a-regular-expression',
        'replaced-arrow-before-a-type-assertion',
        'replaced-arrow-in-a-class-body',
        'syntax-error-is-a-diagnostic',
        'typescript-in-a-javascript-file-is-a-syntax-error',
        // The compiler lets this `with` pass, too.
        'with-statement-beside-a-server-function-is-refused',
      ],
    );
  });
}

/**
 * The report of a failure holds warnings as well.
 *
 * @param {string | null} text
 * @param {import('callgate').Diagnostic[]} diagnostics
 * @param {string} source
 */
function assertReport(text, diagnostics, source) {
  const report = text ?? '';
  assert.deepEqual(
    [...report.matchAll(/^CG\d{4}$/gm)].map(([code]) => code),
    diagnostics.map(({ code }) => code),
  );
  for (const { message, help, labels } of diagnostics) {
    assert.ok(unwrap(report).includes(unwrap(message)), `${message}\n${report}`);
    assert.ok(unwrap(report).includes(unwrap(help)), `${help}\n${report}`);
    // Hosts know no line ends but line feeds.
    if (/[\r\u2028\u2029]/.test(source)) continue;
    assert.ok(
      labels.some(({ line }) => report.includes(`:${line}:`)),
      report,
    );
  }
}

/** @param {string} text Hosts wrap long lines. */
function unwrap(text) {
  return text.replaceAll(/[\s|]+/g, '');
}
