import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createProject } from './support/project.ts';
import { runCli } from './support/run-cli.ts';

const clean = `'use server';\nexport async function save(form: FormData) {}\n`;
const notAsync = `'use server';\nexport function save() {}\n`;
const misspelled = `'use sever';\nexport async function save() {}\n`;
const inline = `export function Page({ id }: { id: string }) {
  return <form action={async () => { 'use server'; await remove(id); }} />;
}
declare function remove(id: string): Promise<void>;
`;

test('a project without errors ends with code 0 and a summary', async (context) => {
  const cwd = createProject(context, { 'a.ts': clean, 'b.js': 'export {};' });
  const run = await runCli(['check'], { cwd });
  assert.match(run.stdout, /^No problems \(2 files checked, 1 server function, [\d.]+ s\)\n$/);
  assert.equal(run.stderr, '');
  assert.equal(run.code, 0);
});

test('errors of all files are told with code frames, and end with code 1', async (context) => {
  const cwd = createProject(context, { 'a.ts': notAsync, 'lib/b.ts': notAsync });
  const run = await runCli(['check'], { cwd });
  assert.equal(run.code, 1);
  assert.match(run.stdout, /error\[CG1101\]: /);
  assert.match(run.stdout, /--> a\.ts:2:\d+\n/);
  assert.match(run.stdout, /--> lib\/b\.ts:2:\d+\n/);
  assert.match(run.stdout, /2 \| export function save\(\) \{\}\n/);
  assert.match(run.stdout, /= help: /);
  assert.match(run.stdout, /= docs: https:\/\/\S+#cg1101\n/);
  assert.match(run.stdout, /\n\n2 errors in 2 files \(/);
});

test('places are relative to the current directory, also with another root', async (context) => {
  const cwd = createProject(context, { 'app/lib/a.ts': notAsync });
  const run = await runCli(['check', '--root', 'app'], { cwd });
  assert.match(run.stdout, /--> app\/lib\/a\.ts:2:\d+\n/);
});

test('paths may be files, directories and patterns', async (context) => {
  const cwd = createProject(context, {
    'a.ts': notAsync,
    'one/b.ts': notAsync,
    'two/c.ts': notAsync,
    'two/d.tsx': notAsync,
    '[id]/e.ts': notAsync,
  });
  const checked = async (...paths: string[]): Promise<string[]> => {
    const run = await runCli(['check', '--format', 'json', ...paths], { cwd });
    const { diagnostics }: { diagnostics: { path: string }[] } = JSON.parse(run.stdout);
    return diagnostics.map(({ path }) => path);
  };
  assert.deepEqual(await checked('a.ts', 'one'), ['a.ts', 'one/b.ts']);
  assert.deepEqual(await checked('two/*.tsx'), ['two/d.tsx']);
  assert.deepEqual(await checked('./two/../[id]'), ['[id]/e.ts']);
  assert.deepEqual(await checked('.', '--exclude', 'two', '-x', '*.ts'), []);
});

test('ignored files are read only when they are named', async (context) => {
  const cwd = createProject(context, { '.gitignore': 'generated\n', 'generated/a.ts': notAsync });
  assert.equal((await runCli(['check'], { cwd })).code, 0);
  assert.equal((await runCli(['check', 'generated/a.ts'], { cwd })).code, 1);
});

test('a file that cannot be read is a finding, and the others are checked', async (context) => {
  const cwd = createProject(context, { 'a.ts': notAsync });
  symlinkSync('nowhere', join(cwd, 'broken.ts'));
  const run = await runCli(['check', 'broken.ts', 'a.ts'], { cwd });
  assert.equal(run.code, 1);
  assert.match(run.stdout, /error\[CG1502\]: .*\n *--> broken\.ts:/);
  assert.match(run.stdout, /error\[CG1101\]/);
});

test('warnings fail only beyond --max-warnings, and --quiet hides them', async (context) => {
  const cwd = createProject(context, { 'a.ts': misspelled });
  const lenient = await runCli(['check'], { cwd });
  assert.match(lenient.stdout, /warning\[CG1010\]/);
  assert.match(lenient.stdout, /1 warning in 1 file/);
  assert.equal(lenient.code, 0);
  assert.equal((await runCli(['check', '--max-warnings', '1'], { cwd })).code, 0);
  const strict = await runCli(['check', '--max-warnings', '0', '--quiet'], { cwd });
  assert.doesNotMatch(strict.stdout, /CG1010/);
  assert.match(strict.stderr, /1 warning: --max-warnings allows 0/);
  assert.equal(strict.code, 1);
});

test('environments are checked together, and what they share is told once', async (context) => {
  const cwd = createProject(context, { 'a.ts': notAsync, 'page.tsx': inline });
  assert.doesNotMatch((await runCli(['check'], { cwd })).stdout, /CG1014/);
  const options = ['check', '--environment', 'client,server', '--environment', 'ssr'];
  const run = await runCli([...options, '--format', 'json'], { cwd });
  const { diagnostics } = JSON.parse(run.stdout);
  assert.deepEqual(
    diagnostics.map((finding: { code: string; environments: string[] }) => [
      finding.code,
      finding.environments,
    ]),
    [
      ['CG1101', ['server', 'ssr', 'client']],
      ['CG1014', ['ssr', 'client']],
    ],
  );
  const client = await runCli(['check', '--environment', 'client'], { cwd });
  assert.match(client.stdout, /= note: found in the client environment/);
});

test('names behind `export *` are looked up', async (context) => {
  const cwd = createProject(context, {
    'a.ts': `'use server';\nexport * from './b';\n`,
    'b.ts': `export async function one() {}\nexport type T = 1;\nexport * from './c.js';\n`,
    'c.ts': `export { one as two } from './b';\nexport default 1;\n`,
  });
  const run = await runCli(['manifest'], { cwd });
  assert.equal(run.stderr, '');
  assert.deepEqual(JSON.parse(run.stdout).modules['a.ts'].exports, ['one', 'two']);
});

test('--out writes the findings to a file and prints a summary', async (context) => {
  const cwd = createProject(context, { 'a.ts': notAsync });
  const run = await runCli(['check', '--format', 'json', '--out', 'out/check.json'], { cwd });
  assert.equal(run.code, 1);
  assert.match(run.stdout, /^1 error in 1 file \(1 file checked, \d server functions?\)\n$/);
  assert.equal(JSON.parse(readFileSync(join(cwd, 'out/check.json'), 'utf8')).summary.errors, 1);
});

test('wrong command lines end with code 2 and say what to do', async (context) => {
  const cwd = createProject(context, { 'app/actions.ts': clean });
  const cases: [string[], RegExp][] = [
    [
      ['check', 'app/action.ts'],
      /no file or directory `app\/action\.ts`\ndid you mean `app\/actions\.ts`\?/,
    ],
    [['check', 'ap/actions.ts'], /did you mean `app\/actions\.ts`\?/],
    [['check', '*.vue'], /no file matches `\*\.vue`/],
    [['check', '{a'], /^error: `\{a` is not a pattern: unclosed/],
    [['check', '--exclude', 'a{b'], /^error: `a\{b` is not a pattern: unclosed/],
    [['check', '..'], /`\.\.` lies outside the root .*\ngive `--root`/],
    [['check', '--root', 'app/actions.ts'], /is not a directory/],
    [['check', '--format', 'xml'], /Allowed choices are pretty, json, github, sarif/],
    [['check', '--environment', 'server,edge'], /Allowed choices are server, ssr, client/],
    [['check', '--max-warnings', '-1'], /whole number/],
    [['check', '--watch', '--format', 'json'], /`--watch`/],
    [['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [['check', '--formt', 'json'], /unknown option '--formt'\n\(Did you mean --format\?\)/],
  ];
  for (const [typed, expected] of cases) {
    const run = await runCli(typed, { cwd });
    assert.match(run.stderr, expected, typed.join(' '));
    assert.equal(run.stdout, '', typed.join(' '));
    assert.equal(run.code, 2, typed.join(' '));
  }
});
