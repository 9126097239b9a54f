import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mergeManifests, type ScanOptions, scanProject, transformSync } from 'callgate';
import { makeProject } from './support/project.ts';
import { inlineFile, serverFile, wrongFile } from './support/sources.ts';

async function modulesOf(root: string, options?: ScanOptions): Promise<string[]> {
  const { manifest } = await scanProject(root, options);
  return Object.keys(manifest.modules);
}

test('a project gives the manifest that its modules merge to', async (context) => {
  const files = {
    'src/actions.ts': serverFile,
    'src/app/page.tsx': inlineFile,
    'src/Button.tsx': `'use client'\nexport function Button() { return <button/> }\n`,
    'src/plain.mjs': 'export const a = 1',
    'README.md': serverFile,
  };
  const root = makeProject(context, files);
  const project = await scanProject(root, { salt: 'pepper' });
  const modules = Object.entries(files).flatMap(([filename, source]) => {
    if (filename === 'README.md') return [];
    const options = { filename, root, environment: 'server', salt: 'pepper' } as const;
    return transformSync(source, options).module ?? [];
  });
  assert.equal(modules.length, 3);
  assert.deepEqual(project.manifest, mergeManifests(modules));
  assert.deepEqual(project.diagnostics, []);
  assert.equal(project.files, 4);
});

test('.gitignore is honoured, in a repository or not, in every directory', async (context) => {
  const root = makeProject(context, {
    '.gitignore': 'generated/\n*.skip.ts\n',
    'a.ts': serverFile,
    'a.skip.ts': serverFile,
    'generated/a.ts': serverFile,
    'src/.gitignore': '!keep.skip.ts\n/local.ts\n',
    'src/keep.skip.ts': serverFile,
    'src/local.ts': serverFile,
    'src/deep/local.ts': serverFile,
    'src/node_modules/dependency/a.js': serverFile,
    '.hidden/a.ts': serverFile,
    'src/types.d.ts': serverFile,
    'src/types.d.mts': serverFile,
  });
  const expected = ['a.ts', 'src/deep/local.ts', 'src/keep.skip.ts'];
  assert.deepEqual(await modulesOf(root), expected);
  assert.deepEqual(await modulesOf(join(root, 'src')), ['deep/local.ts', 'keep.skip.ts']);
});

test('hidden files are left out, whatever a .gitignore takes back', async (context) => {
  const root = makeProject(context, {
    '.gitignore': '*\n!*/\n!*.ts\n',
    'src/a.ts': serverFile,
    'src/.cache/a.ts': serverFile,
    '.b.ts': serverFile,
  });
  assert.deepEqual(await modulesOf(root), ['src/a.ts']);
  assert.deepEqual(await modulesOf(root, { include: ['src/.cache'] }), ['src/.cache/a.ts']);
});

test('every extension of JavaScript and TypeScript is read', async (context) => {
  const extensions = ['cjs', 'cts', 'js', 'jsx', 'mjs', 'mts', 'ts', 'tsx'];
  const all = [...extensions, 'json', 'css', 'd.cts', 'd.ts', 'd.mts'];
  const files = all.map((extension) => [`a.${extension}`, wrongFile]);
  const root = makeProject(context, Object.fromEntries(files));
  const project = await scanProject(root);
  const read = new Set(project.diagnostics.map(({ path }) => path));
  assert.deepEqual(
    [...read],
    extensions.map((extension) => `a.${extension}`),
  );
  assert.equal(project.files, extensions.length);
});

test('include takes paths and globs, exclude what a .gitignore takes', async (context) => {
  const paths = [
    'app/[id]/page.ts',
    'app/i/page.ts',
    'app/layout.ts',
    'lib/a.test.ts',
    'lib/a.ts',
    'lib/deep/b.test.ts',
    'lib/deep/b.ts',
    'out/c.ts',
  ];
  const files = Object.fromEntries(paths.map((path) => [path, serverFile]));
  const root = makeProject(context, { ...files, '.gitignore': 'out\n' });
  const cases: [ScanOptions, string[]][] = [
    [{ include: ['app'] }, paths.slice(0, 3)],
    [{ include: ['./app/'] }, paths.slice(0, 3)],
    [{ include: [join(root, 'app')] }, paths.slice(0, 3)],
    [{ include: ['app/[id]'] }, ['app/[id]/page.ts']],
    [{ include: ['app/[id]/page.ts'] }, ['app/[id]/page.ts']],
    [{ include: ['app/[a-z]/*.ts'] }, ['app/i/page.ts']],
    [{ include: ['lib/*.ts'] }, ['lib/a.test.ts', 'lib/a.ts']],
    [{ include: ['lib/**/*.ts'] }, paths.slice(3, 7)],
    [{ include: ['lib/**/{a,b}.ts'] }, ['lib/a.ts', 'lib/deep/b.ts']],
    [{ include: ['**/*.test.ts', 'lib', 'lib/a.ts', '.'] }, paths.slice(0, 7)],
    [{ include: ['lib/deep', 'app/layout.ts'] }, ['app/layout.ts', ...paths.slice(5, 7)]],
    [{ include: ['out/c.ts'] }, ['out/c.ts']],
    [{ include: ['out'] }, ['out/c.ts']],
    [{ include: ['.', 'out'] }, paths],
    [{ include: ['lib', '**/c.ts', 'out', 'lib/deep'] }, paths.slice(3)],
    [{ include: ['out/*.ts'] }, []],
    [{ include: ['missing/**'] }, []],
    [{ include: [] }, []],
    [{ exclude: ['*.test.ts'] }, paths.slice(0, 3).concat('lib/a.ts', 'lib/deep/b.ts')],
    [{ exclude: ['/app', 'deep/'] }, ['lib/a.test.ts', 'lib/a.ts']],
    [{ exclude: ['./lib', 'app/[id]'] }, ['app/i/page.ts', 'app/layout.ts']],
    [{ exclude: ['deep'] }, paths.slice(0, 5)],
    [{ exclude: ['./deep'] }, paths.slice(0, 7)],
    [{ exclude: [join(root, 'lib'), join(root, 'deep')] }, paths.slice(0, 3)],
    [{ exclude: [join(root, 'app/[id]')] }, paths.slice(1, 7)],
    [{ exclude: ['lib/*', '!lib/a.ts'], include: ['lib'] }, ['lib/a.ts']],
    [{ include: ['lib/a.ts'], exclude: ['lib'] }, []],
  ];
  for (const [options, expected] of cases) {
    assert.deepEqual(await modulesOf(root, options), expected, JSON.stringify(options));
  }
});

test('findings carry the path of their file, sorted', async (context) => {
  const root = makeProject(context, {
    'src/b.ts': `'use server'\nexport const first = () => {}\nexport function second() {}\n`,
    'src/a.ts': wrongFile,
    'src/c.ts': serverFile,
  });
  const { manifest, diagnostics } = await scanProject(root);
  assert.deepEqual(
    diagnostics.map(({ path, code, labels }) => [path, code, labels[0]?.line]),
    [
      ['src/a.ts', 'CG1101', 2],
      ['src/b.ts', 'CG1101', 2],
      ['src/b.ts', 'CG1101', 3],
    ],
  );
  assert.match(diagnostics[0]?.frame ?? '', /src\/a\.ts:2:/);
  assert.deepEqual(
    Object.values(manifest.functions).map(({ module }) => module),
    ['src/c.ts'],
  );
});

test('files that are not UTF-8 matter only if they hold a directive', async (context) => {
  const root = makeProject(context, {
    'legacy.js': Buffer.from('// caf\xE9\nmodule.exports = 1', 'latin1'),
    'actions.js': Buffer.from(`'use server'\n// caf\xE9`, 'latin1'),
  });
  const { diagnostics } = await scanProject(root);
  assert.deepEqual(
    diagnostics.map(({ path, code }) => [path, code]),
    [['actions.js', 'CG1403']],
  );
});

test('what cannot be read is a finding', async (context) => {
  const root = makeProject(context, { 'a.ts': serverFile });
  const { diagnostics, manifest } = await scanProject(root, { include: ['.', 'missing.ts'] });
  assert.deepEqual(Object.keys(manifest.modules), ['a.ts']);
  assert.equal(diagnostics[0]?.code, 'CG1502');
  assert.equal(diagnostics[0].path, 'missing.ts');
  assert.match(diagnostics[0].message, /^the file cannot be read: No such file or directory/);
});

test('a file whose name is not Unicode is a finding, as it can have no id', async (context) => {
  const root = makeProject(context, { 'a.ts': serverFile });
  // Other systems have no such names.
  const isPossible = process.platform === 'linux';
  const name = Buffer.from('b\xFF.ts', 'latin1');
  if (isPossible) writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), serverFile);
  const { diagnostics, manifest } = await scanProject(root);
  assert.deepEqual(Object.keys(manifest.modules), ['a.ts']);
  assert.deepEqual(
    diagnostics.map(({ path, code, message }) => [path, code, message]),
    isPossible
      ? [['b\uFFFD.ts', 'CG1502', 'the file cannot be read: its path is not Unicode']]
      : [],
  );
});

test('directories that may not be entered are a finding', async (context) => {
  const root = makeProject(context, { 'a.ts': serverFile, 'closed/b.ts': serverFile });
  chmodSync(join(root, 'closed'), 0);
  const { diagnostics, manifest } = await scanProject(root);
  chmodSync(join(root, 'closed'), 0o700);
  // Root may enter every directory.
  const isRoot = process.getuid?.() === 0;
  assert.deepEqual(Object.keys(manifest.modules), isRoot ? ['a.ts', 'closed/b.ts'] : ['a.ts']);
  assert.deepEqual(
    diagnostics.map(({ path, code }) => [path, code]),
    isRoot ? [] : [['closed', 'CG1502']],
  );
});

test('symbolic links are not followed', async (context) => {
  const root = makeProject(context, { 'src/a.ts': serverFile });
  symlinkSync(root, join(root, 'src/loop'));
  symlinkSync(join(root, 'src/a.ts'), join(root, 'src/b.ts'));
  assert.deepEqual(await modulesOf(root), ['src/a.ts']);
});

test('names behind `export *` are given by module', async (context) => {
  const root = makeProject(context, { 'src/a.ts': `'use server'\nexport * from './b'\n` });
  const without = await scanProject(root);
  assert.deepEqual(
    without.diagnostics.map(({ code }) => code),
    ['CG1104'],
  );
  const { manifest, diagnostics } = await scanProject(root, {
    resolvedExports: { 'src/a.ts': { './b': ['one', 'two'] } },
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(manifest.modules['src/a.ts']?.exports, ['one', 'two']);
});

test('a root that is no directory and a wrong pattern are errors', async (context) => {
  const root = makeProject(context, { 'a.ts': '' });
  await assert.rejects(scanProject(join(root, 'a.ts')), /the root is not a directory: .*a\.ts$/);
  await assert.rejects(scanProject(root, { include: ['../other'] }), /`\.\.\/other` lies outside/);
  await assert.rejects(scanProject(root, { include: ['src/{a'] }), /option `include`: .*src\/\{a/);
});

test('the result does not depend on threads', async (context) => {
  const files = Array.from({ length: 300 }, (_, index) => [
    `src/${index % 17}/${index}.ts`,
    index % 3 === 0 ? wrongFile : serverFile,
  ]);
  const root = makeProject(context, Object.fromEntries(files));
  const expected = JSON.stringify(await scanProject(root));
  const again = await Promise.all(Array.from({ length: 5 }, () => scanProject(root)));
  for (const project of again) assert.equal(JSON.stringify(project), expected);
});
