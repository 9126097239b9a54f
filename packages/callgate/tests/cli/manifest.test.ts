import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createProject, writeFiles } from './support/project.ts';
import { runCli } from './support/run-cli.ts';

const files = {
  'app/actions.ts': `'use server';\nexport async function save(form, ...rest) {}\nexport async function* watch() {}\n`,
  'app/page.tsx': `export function Page({ user, session }) {
  async function like() { 'use server'; await store(user.id, session); }
  return <form action={like} />;
}
`,
};

test('prints the manifest of a root, the same from everywhere', async (context) => {
  const cwd = createProject(context, files);
  const here = await runCli(['manifest'], { cwd });
  const manifest = JSON.parse(here.stdout);
  assert.equal(manifest.version, 1);
  assert.deepEqual(
    Object.values(manifest.functions)
      .map((item) => (item as { name: string }).name)
      .sort(),
    ['Page/like', 'save', 'watch'],
  );
  assert.equal(here.code, 0);
  const elsewhere = await runCli(['manifest', '--root', cwd], { cwd: '/' });
  assert.equal(elsewhere.stdout, here.stdout);
  const salted = await runCli(['manifest', '--salt', 'x'], { cwd });
  assert.notEqual(salted.stdout, here.stdout);
});

test('--format table is for people', async (context) => {
  const cwd = createProject(context, files);
  const { stdout } = await runCli(['manifest', '--format', 'table'], { cwd });
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  assert.deepEqual(
    rows.map((row) => row.slice(1)),
    [
      ['FUNCTION', 'PLACE', 'PARAMETERS', 'CAPTURES'],
      ['save', 'app/actions.ts:2', '1 + rest'],
      ['watch (streams)', 'app/actions.ts:3', '0'],
      ['Page/like', 'app/page.tsx:2', '0', 'user.id, session (whole)'],
    ],
  );
});

test('--out writes all or nothing, and --check compares', async (context) => {
  const cwd = createProject(context, files);
  const write = ['manifest', '--out', 'out/manifest.json'];
  const written = await runCli(write, { cwd });
  assert.equal(written.stderr, 'Wrote out/manifest.json: 3 server functions in 2 modules.\n');
  const text = readFileSync(join(cwd, 'out/manifest.json'), 'utf8');
  assert.equal(text, (await runCli(['manifest'], { cwd })).stdout);
  assert.deepEqual(readdirSync(join(cwd, 'out')), ['manifest.json']);
  assert.equal((await runCli([...write, '--check'], { cwd })).code, 0);

  writeFiles(cwd, { 'more.ts': `'use server';\nexport async function more() {}\n` });
  const stale = await runCli([...write, '--check'], { cwd });
  assert.match(stale.stderr, /not up to date.*callgate diff out\/manifest\.json/);
  assert.equal(stale.code, 1);
  assert.equal(readFileSync(join(cwd, 'out/manifest.json'), 'utf8'), text);

  const missing = await runCli(['manifest', '--out', 'none.json', '--check'], { cwd });
  assert.equal(missing.stderr, 'none.json cannot be read. Write it without `--check`.\n');
  assert.equal(missing.code, 1);
  const table = ['manifest', '--out', 'out/manifest.json', '--format', 'table', '--check'];
  assert.equal((await runCli(table, { cwd })).stderr, 'out/manifest.json is not up to date.\n');

  writeFiles(cwd, { 'broken.ts': `'use server';\nexport function broken() {}\n` });
  const refused = await runCli(write, { cwd });
  assert.match(refused.stderr, /error\[CG1101\][^]*No manifest/);
  assert.equal(refused.code, 1);
  assert.equal(readFileSync(join(cwd, 'out/manifest.json'), 'utf8'), text);
});

test('--out replaces a file at once, and keeps its permissions', async (context) => {
  const cwd = createProject(context, { ...files, 'manifest.json': 'before' });
  const file = join(cwd, 'manifest.json');
  // A reader that has the file open reads on in the old one.
  linkSync(file, join(cwd, 'opened.json'));
  chmodSync(file, 0o640);
  assert.equal((await runCli(['manifest', '--out', 'manifest.json'], { cwd })).code, 0);
  assert.equal(readFileSync(join(cwd, 'opened.json'), 'utf8'), 'before');
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).version, 1);
  // Windows has no such permissions.
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o640);
});

test('--out keeps a symbolic link and fails where it cannot write', async (context) => {
  const cwd = createProject(context, files);
  writeFileSync(join(cwd, 'target.json'), '');
  symlinkSync('target.json', join(cwd, 'link.json'));
  assert.equal((await runCli(['manifest', '--out', 'link.json'], { cwd })).code, 0);
  assert.ok(lstatSync(join(cwd, 'link.json')).isSymbolicLink());
  assert.notEqual(readFileSync(join(cwd, 'target.json'), 'utf8'), '');
  mkdirSync(join(cwd, 'directory'));
  const run = await runCli(['manifest', '--out', 'directory'], { cwd });
  assert.match(run.stderr, /^error: EISDIR/);
  assert.equal(run.code, 2);
});

test('--check needs --out', async (context) => {
  const run = await runCli(['manifest', '--check'], { cwd: createProject(context, {}) });
  assert.match(run.stderr, /`--check` needs `--out`/);
  assert.equal(run.code, 2);
});
