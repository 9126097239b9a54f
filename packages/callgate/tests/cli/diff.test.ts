import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createProject, writeFiles } from './support/project.ts';
import { runCli } from './support/run-cli.ts';

const page = (body: string): string => `export function Page({ user }) {
  async function like(count) { 'use server'; ${body} }
  return [like, <form action={async () => { 'use server'; await add(user.id); }} />];
}
`;

const before = {
  'a.ts': `'use server';\nexport async function save(id) {}\nexport async function old() {}\n`,
  'page.tsx': page('await add(user.id);'),
};

const after = {
  'a.ts': `'use server';\n\nexport async function save(id, ...rest) {}\nexport async function fresh() {}\n`,
  'page.tsx': page('await add(user.id, user);').replace(
    'await add(user.id); }} />',
    'await add(user.name); }} />',
  ),
};

/** A project whose sources are newer than its manifest. */
async function changedProject(context: TestContext): Promise<string> {
  const cwd = createProject(context, before);
  await runCli(['manifest', '--out', 'old.json'], { cwd });
  writeFiles(cwd, after);
  return cwd;
}

test('tells what was added, removed, changed, and what only has a new id', async (context) => {
  const cwd = await changedProject(context);
  const run = await runCli(['diff', 'old.json'], { cwd });
  assert.equal(run.code, 0);
  const text = run.stdout.replaceAll(/[0-9a-f]{40}/g, '<id>');
  assert.equal(
    text,
    `Added
  + fresh  a.ts:4  <id>
      arguments: 0

Removed
  - old  a.ts:3  <id>

Changed
  ~ save  a.ts:3  <id>
      arguments: 1 → 1 + rest  (more than before)
  ~ Page/like  page.tsx:2  <id>
      captures: user.id → user (whole)  (more than before)

With a new id
  ≈ Page/action  page.tsx:3  <id>
      was <id>
      captures: user.id → user.name  (more than before)

Clients that were loaded before the deploy can no longer call what has a \`-\` or \`≈\`.

5 server functions: 1 added, 1 removed, 2 changed, 1 with a new id
`,
  );
});

test('--exit-code fails on differences only', async (context) => {
  const cwd = await changedProject(context);
  assert.equal((await runCli(['diff', 'old.json', '--exit-code'], { cwd })).code, 1);
  const same = await runCli(['diff', 'old.json', 'old.json', '--exit-code'], { cwd });
  assert.equal(same.code, 0);
  assert.equal(same.stdout, 'No server function was added, removed or changed\n');
});

test('two files, a pipe and json give the same difference', async (context) => {
  const cwd = await changedProject(context);
  await runCli(['manifest', '--out', 'new.json'], { cwd });
  const json = async (typed: string[], input?: string): Promise<unknown> => {
    const options = input === undefined ? { cwd } : { cwd, input };
    return JSON.parse((await runCli(['diff', ...typed, '--format', 'json'], options)).stdout);
  };
  const expected = (await json(['old.json'])) as { added: { function: { name: string } }[] };
  assert.ok(expected.added.some((entry) => entry.function.name === 'fresh'));
  assert.deepEqual(await json(['old.json', 'new.json']), expected);
  const text = readFileSync(join(cwd, 'old.json'), 'utf8');
  assert.deepEqual(await json(['-', 'new.json'], text), expected);
  // As some shells write it.
  writeFiles(cwd, { 'marked.json': `\uFEFF${text}` });
  assert.deepEqual(await json(['marked.json', 'new.json']), expected);
});

test('github is Markdown that names cannot break out of', async (context) => {
  const cwd = createProject(context, {
    'old.json': '{"version":1,"functions":{},"modules":{}}',
    'a|b.ts': `'use server';\nconst f = async () => {};\nexport { f as 'x | \`y\` <b>' };\n`,
  });
  const run = await runCli(['diff', 'old.json', '--format', 'github'], { cwd });
  const row = run.stdout.split('\n').find((line) => line.includes('<b>'));
  assert.match(
    row ?? '',
    /^\| `` x \\\| `y` <b> `` \| `a\\\|b\.ts:\d+` \| `0` \|  \| `[0-9a-f]{40}` \|$/,
  );
  const same = await runCli(['diff', 'old.json', '--format', 'markdown'], { cwd });
  assert.equal(same.stdout, run.stdout);
});

test('a name cannot look like more lines of the output', async (context) => {
  const cwd = createProject(context, {
    'old.json': '{"version":1,"functions":{},"modules":{}}',
    'a.ts': `'use server';\nconst f = async () => {};\nexport { f as 'x\\n\\u200Fnothing\\tnew' };\n`,
  });
  const typed = [
    ['diff', 'old.json'],
    ['diff', 'old.json', '-f', 'markdown'],
    ['manifest', '-f', 'table'],
  ];
  for (const command of typed) {
    const { stdout } = await runCli(command, { cwd });
    assert.match(stdout, /x\\n\\u\{200f\}nothing\\tnew/, command.join(' '));
  }
});

test('what is no manifest is refused with a reason', async (context) => {
  const cwd = createProject(context, {
    'list.json': '[]',
    'text.json': 'x',
    'old.json': '{"version":9}',
    'part.json': '{"version":1,"functions":{"a":{}},"modules":{}}',
  });
  const cases: [string[], RegExp][] = [
    [['diff', 'list.json'], /`list\.json` is not a manifest: .*\nwrite one with/],
    [['diff', 'text.json'], /`text\.json` is not a manifest: /],
    [['diff', 'old.json'], /has version 9; this package reads version 1/],
    [['diff', 'part.json'], /`module` of "a" in `functions` of `part\.json` is missing or wrong/],
    [['diff', 'lst.json'], /did you mean `list\.json`\?/],
    [['diff', '.'], /`\.` is a directory/],
    [['diff', '-', '-'], /only one of the two/],
    [['diff'], /missing required argument 'old'/],
  ];
  for (const [typed, expected] of cases) {
    const run = await runCli(typed, { cwd });
    assert.match(run.stderr, expected, typed.join(' '));
    assert.equal(run.code, 2, typed.join(' '));
  }
});

test('a project with errors is not compared', async (context) => {
  const cwd = await changedProject(context);
  writeFiles(cwd, { 'broken.ts': `'use server';\nexport function broken() {}\n` });
  const run = await runCli(['diff', 'old.json'], { cwd });
  assert.match(run.stderr, /CG1101[^]*No comparison/);
  assert.equal(run.stdout, '');
  assert.equal(run.code, 1);
});
