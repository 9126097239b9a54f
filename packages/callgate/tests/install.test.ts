import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { makeProject } from './support/project.ts';

const packageDirectory = join(import.meta.dirname, '..');
const workspace = join(packageDirectory, '../..');

test('the tarballs of a release work in an empty directory', async (context) => {
  const directory = makeProject(context);
  const { stageRelease } = await import(join(workspace, 'scripts/lib/release.mjs'));
  const [staged, binding] = await stageRelease(join(directory, 'staged'));
  const tarballs = pack([staged, binding], join(directory, 'tarballs'));
  const { optionalDependencies } = JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8'));
  assert.deepEqual(new Set(Object.values(optionalDependencies)), new Set(['0.1.0']));
  assert.ok(optionalDependencies['@callgate/binding-linux-x64-gnu']);

  await context.test('installed and used', () => use(tarballs, join(directory, 'elsewhere')));
  await context.test('publint', () => {
    const publint = join(workspace, 'node_modules/publint/src/cli.js');
    for (const tarball of tarballs)
      run(process.execPath, [publint, '--strict', tarball], directory);
  });
  await context.test('attw', () => {
    const attw = join(workspace, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const args = ['--profile', 'esm-only', '--exclude-entrypoints', './manifest.schema.json', '--'];
    run(process.execPath, [attw, ...args, tarballs[0] ?? ''], directory);
  });
});

test('what npm pack makes of the built package works by itself', (context) => {
  const directory = makeProject(context);
  const tarballs = pack([packageDirectory], join(directory, 'tarballs'));
  use(tarballs, join(directory, 'elsewhere'));
});

/** Installs the tarballs offline, with those of everything they depend on, and compiles. */
function use(tarballs: readonly string[], directory: string): void {
  const dependencies = pack(dependenciesOf(packageDirectory), join(directory, '../dependencies'));
  mkdirSync(directory);
  const options = ['--offline', '--cache', join(directory, '../cache'), '--loglevel=error'];
  run('npm', ['install', ...options, ...tarballs, ...dependencies], directory);

  const call = `transformSync("'use server'\\nexport async function f() {}", { filename: 'a.ts', environment: 'client' })`;
  const imported = `import { transformSync } from 'callgate'; console.log(${call}.code)`;
  const required = `console.log(require('callgate').${call}.code)`;
  const output = run(process.execPath, ['--input-type=module', '-e', imported], directory);
  assert.match(output, /createServerReference\("[0-9a-f]{40}"/);
  assert.equal(run(process.execPath, ['-e', required], directory), output);
  const schema = `console.log(require('callgate/manifest.schema.json').title)`;
  assert.equal(run(process.execPath, ['-e', schema], directory), 'Callgate manifest\n');
  const bin = join(directory, 'node_modules/.bin/callgate');
  assert.match(run(bin, ['--version'], directory), /0\.1\.0/);
}

/** Makes tarballs of package directories; returns their paths. */
function pack(directories: readonly string[], destination: string): string[] {
  if (!existsSync(destination)) {
    mkdirSync(destination, { recursive: true });
    const options = ['--ignore-scripts', '--loglevel=error', '--pack-destination', destination];
    run('npm', ['pack', ...options, ...directories], destination);
  }
  return readdirSync(destination).map((name) => join(destination, name));
}

/** The installed packages that a package needs at run time, and what they need. */
function dependenciesOf(directory: string, found = new Set<string>()): string[] {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  for (const name of names) {
    const dependency = findPackage(name, directory);
    // Bindings for other platforms are not installed.
    if (dependency === undefined || found.has(dependency)) continue;
    found.add(dependency);
    dependenciesOf(dependency, found);
  }
  return [...found];
}

/** Where Node finds a package that `directory` imports. */
function findPackage(name: string, directory: string): string | undefined {
  const candidate = join(directory, 'node_modules', name);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(directory);
  return parent === directory ? undefined : findPackage(name, parent);
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return execFileSync(program, args, { cwd, encoding: 'utf8', env });
}
