import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transformSync } from 'callgate';
import { createProject } from './support/project.ts';
import { runCli } from './support/run-cli.ts';

const source = `'use server';\nexport async function save(id: string) {}\n`;

test('prints the code that the Node API gives', async (context) => {
  const cwd = createProject(context, { 'app/a.ts': source });
  for (const environment of ['server', 'ssr', 'client'] as const) {
    const run = await runCli(['transform', 'app/a.ts', '-e', environment], { cwd });
    const { code } = transformSync(source, { filename: 'app/a.ts', root: cwd, environment });
    assert.equal(run.stdout, code);
    assert.equal(run.stderr, '');
    assert.equal(run.code, 0);
  }
});

test('reads standard input under a name', async (context) => {
  const cwd = createProject(context, { 'app/a.ts': source });
  const typed = ['--environment', 'server', '--dev', '--salt', 'x', '--root', 'app'];
  const piped = await runCli(['transform', '-', '--filename', 'app/a.ts', ...typed], {
    cwd,
    input: source,
  });
  assert.equal(piped.stdout, (await runCli(['transform', 'app/a.ts', ...typed], { cwd })).stdout);
  const nameless = await runCli(['transform', '-', ...typed], { cwd });
  assert.match(nameless.stderr, /needs `--filename`/);
  assert.equal(nameless.code, 2);
});

test('--map goes into the code, or with --out into a file beside it', async (context) => {
  const cwd = createProject(context, { 'a.ts': source });
  const inline = await runCli(['transform', 'a.ts', '-e', 'server', '--map'], { cwd });
  const [, data = ''] = /\n\/\/# sourceMappingURL=data:[^,]*,(\S+)\n$/.exec(inline.stdout) ?? [];
  const map = JSON.parse(Buffer.from(data, 'base64').toString());
  assert.equal(map.version, 3);
  const file = await runCli(
    ['transform', 'a.ts', '-e', 'server', '--map', '--out', 'out/100% a.js'],
    { cwd },
  );
  assert.equal(file.stdout, '');
  assert.deepEqual(readdirSync(join(cwd, 'out')).sort(), ['100% a.js', '100% a.js.map']);
  const code = readFileSync(join(cwd, 'out/100% a.js'), 'utf8');
  assert.match(code, /\n\/\/# sourceMappingURL=100%25%20a\.js\.map\n$/);
  const beside = JSON.parse(readFileSync(join(cwd, 'out/100% a.js.map'), 'utf8'));
  assert.deepEqual(beside, { ...map, sources: ['../a.ts'] }, 'sources are relative to the map');
});

test('a module with errors gives no code, and one with warnings does', async (context) => {
  const cwd = createProject(context, {
    'broken.ts': `'use server';\nexport function save() {}\n`,
    'odd.ts': `'use sever';\nexport const a = 1;\n`,
  });
  const broken = await runCli(['transform', 'broken.ts', '-e', 'client', '-o', 'out.js'], { cwd });
  assert.match(broken.stderr, /error\[CG1101\][^]*--> broken\.ts:2:/);
  assert.equal(broken.stdout, '');
  assert.equal(broken.code, 1);
  assert.ok(!readdirSync(cwd).includes('out.js'));
  const odd = await runCli(['transform', 'odd.ts', '-e', 'client'], { cwd });
  assert.match(odd.stderr, /warning\[CG1010\]/);
  assert.match(odd.stdout, /export const a = 1;/);
  assert.equal(odd.code, 0);
});

test('looks up the names behind `export *`', async (context) => {
  const cwd = createProject(context, {
    'a.ts': `'use server';\nexport * from './b';\n`,
    'b.ts': 'export async function one() {}\n',
  });
  const run = await runCli(['transform', 'a.ts', '-e', 'client'], { cwd });
  assert.match(run.stdout, /export const one = /);
});

test('wrong command lines end with code 2', async (context) => {
  const cwd = createProject(context, { 'a.ts': source });
  const cases: [string[], RegExp][] = [
    [['transform', 'a.ts'], /required option '-e, --environment <name>' not specified/],
    [['transform', 'a.ts', '-e', 'edge'], /Allowed choices are server, ssr, client/],
    [['transform', 'b.ts', '-e', 'server'], /no file or directory `b\.ts`\ndid you mean `a\.ts`\?/],
    [['transform', '.', '-e', 'server'], /`\.` is a directory/],
  ];
  for (const [typed, expected] of cases) {
    const run = await runCli(typed, { cwd });
    assert.match(run.stderr, expected, typed.join(' '));
    assert.equal(run.code, 2, typed.join(' '));
  }
});
