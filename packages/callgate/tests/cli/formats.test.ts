import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CheckResult, Finding } from '../../src/cli/format/finding.ts';
import type { FormatContext } from '../../src/cli/format/formatter.ts';
import { formatGithub } from '../../src/cli/format/github.ts';
import { endOf } from '../../src/cli/format/label-end.ts';
import { formatPretty } from '../../src/cli/format/pretty.ts';
import { summarizedCodes } from '../../src/cli/format/rule-summary.ts';
import { formatSarif } from '../../src/cli/format/sarif.ts';
import { createProject } from './support/project.ts';
import { runCli } from './support/run-cli.ts';
import { sarifErrors } from './support/schema.ts';

const source = `'use server';\nexport const 😀 = 1, b =\n  2;\n`;
const path = 'app/[id], 100%: a b/ä.ts';

const finding: Finding = {
  path,
  environments: ['server'],
  code: 'CG1103',
  severity: 'error',
  message: 'it is `50%`\nof a: thing, or\r\nso',
  help: 'move it',
  url: 'https://example.com/diagnostics.md#cg1103',
  labels: [
    { start: 35, end: 42, line: 2, column: 21, message: 'over two lines' },
    { start: 0, end: 12, line: 1, column: 0, message: 'the directive' },
  ],
  frame: '',
};

const result: CheckResult = { findings: [finding], files: 1, functions: 0, duration: 1 };

const context: FormatContext = {
  version: '0.1.0',
  colors: false,
  readSource: () => source,
  displayPath: (file) => file,
};

test('github: data and properties are escaped, and a command is one line', () => {
  assert.deepEqual(formatGithub(result, context).split('\n'), [
    '::error file=app/[id]%2C 100%25%3A a b/ä.ts,line=2,endLine=3,title=callgate CG1103::' +
      'it is `50%25`%0Aof a: thing, or%0D%0Aso%0A1:1: the directive%0Ahelp: move it%0A' +
      'https://example.com/diagnostics.md#cg1103',
    '1 error in 1 file (1 file checked, 0 server functions)',
    '',
  ]);
});

test('github: columns count from 1 and are given within one line', () => {
  const [, directive] = finding.labels;
  assert.ok(directive);
  const text = formatGithub(
    { ...result, findings: [{ ...finding, labels: [directive] }] },
    context,
  );
  assert.match(text, /line=1,endLine=1,col=1,endColumn=13,/);
});

test('a label ends on the line that the compiler would count', () => {
  const text = 'a\u2028b\r\nc\rdé';
  const label = { start: 0, end: text.length, line: 1, column: 0, message: '' };
  assert.deepEqual(endOf(label, text), { line: 4, column: 2 });
});

test('sarif: is valid, with rules, encoded paths and related places', () => {
  const log = JSON.parse(formatSarif(result, context));
  assert.deepEqual(sarifErrors(log), []);
  const [run] = log.runs;
  assert.equal(run.columnKind, 'utf16CodeUnits');
  assert.equal(run.tool.driver.rules[0].id, 'CG1103');
  assert.equal(run.tool.driver.rules[0].helpUri, finding.url);
  const [first] = run.results;
  assert.equal(first.ruleIndex, 0);
  const { artifactLocation, region } = first.locations[0].physicalLocation;
  assert.equal(artifactLocation.uri, 'app/%5Bid%5D%2C%20100%25%3A%20a%20b/%C3%A4.ts');
  assert.deepEqual(
    [region.startLine, region.startColumn, region.endLine, region.endColumn],
    [2, 22, 3, 4],
  );
  assert.equal(first.relatedLocations[0].message.text, 'the directive');
});

test('sarif: findings without a place, and logs without findings, are valid', () => {
  const unplaced = { ...finding, labels: [] };
  assert.deepEqual(
    sarifErrors(JSON.parse(formatSarif({ ...result, findings: [unplaced] }, context))),
    [],
  );
  assert.deepEqual(sarifErrors(JSON.parse(formatSarif({ ...result, findings: [] }, context))), []);
});

test('pretty: control characters of a source do not reach the terminal', () => {
  const hostile = {
    ...finding,
    path: 'a\u001b[2J.ts',
    message: 'a\u009b31m',
    frame: 'error: a\n --> a\n  |\n1 | \u001b]0;title\u0007\u202e\n',
  };
  const text = formatPretty({ ...result, findings: [hostile] }, context);
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(text, /a\\u\{1b\}\[2J\.ts/);
});

test('all formats tell what the project has', async (t) => {
  const cwd = createProject(t, {
    'a.ts': `'use server';\nexport const x = 1;\nexport function save() {}\n`,
    'b.ts': `'use sever';\n`,
  });
  const sarif = JSON.parse((await runCli(['check', '--format', 'sarif'], { cwd })).stdout);
  assert.deepEqual(sarifErrors(sarif), []);
  assert.deepEqual(
    sarif.runs[0].results.map((item: { ruleId: string; level: string }) => [
      item.ruleId,
      item.level,
    ]),
    [
      ['CG1103', 'error'],
      ['CG1101', 'error'],
      ['CG1010', 'warning'],
    ],
  );
  const github = await runCli(['check', 'a.ts', '-f', 'github'], {
    cwd,
    env: { GITHUB_WORKSPACE: join(cwd, '..') },
  });
  assert.match(github.stdout, /^::error file=callgate-cli-\w+\/a\.ts,line=2,/);
  const json = JSON.parse((await runCli(['check', '--format', 'json'], { cwd })).stdout);
  assert.deepEqual(json.summary, { files: 2, functions: 0, errors: 2, warnings: 1 });
  assert.equal(json.diagnostics[0].labels[0].endLine, 2);
});

/** The codes in the sources of the compiler, the addon and the Node API. */
function codesInSources(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const file = join(directory, name);
    if (statSync(file).isDirectory()) return name === 'cli' ? [] : codesInSources(file);
    return readFileSync(file, 'utf8').match(/(?<=["'])CG\d{4}(?=["'])/g) ?? [];
  });
}

test('every diagnostic code has a summary, and no other', () => {
  const sources = ['crates/callgate/src', 'crates/callgate_napi/src', 'packages/callgate/src'];
  const codes = sources.flatMap((name) =>
    codesInSources(fileURLToPath(new URL(`../../../../${name}`, import.meta.url))),
  );
  assert.deepEqual([...summarizedCodes].sort(), [...new Set(codes)].sort());
});
