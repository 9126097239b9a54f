import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { makeProject } from './support/project.ts';

const packageDirectory = join(import.meta.dirname, '..');
const workspace = join(packageDirectory, '../..');

test('the package works in an empty directory', async (context) => {
  const directory = makeProject(context);
  const dependencies = pack(dependenciesOf(packageDirectory), join(directory, 'dependencies'));
  const { stageRelease } = await import(join(workspace, 'scripts/lib/release.mjs'));
  const staged: string[] = await stageRelease(join(directory, 'staged'));
  const released = pack(staged, join(directory, 'released'));

  await context.test('from the tarballs of a release', () => {
    const installed = install([...released, ...dependencies], join(directory, 'from-release'));
    use(installed);
    const { version, optionalDependencies } = readManifest(join(installed, 'callgate'));
    assert.deepEqual(new Set(Object.values(optionalDependencies)), new Set([version]));
    assert.ok(optionalDependencies['@callgate/binding-linux-x64-gnu']);
    const addons = readdirSync(join(installed, 'callgate')).filter((name) =>
      name.endsWith('.node'),
    );
    assert.deepEqual(addons, [], 'the addon is in the package of the platform');
  });
  await context.test('from what npm pack makes of the built package', () => {
    const packed = pack([packageDirectory], join(directory, 'packed'));
    use(install([...packed, ...dependencies], join(directory, 'from-pack')));
  });
  await context.test('publint finds nothing', () => {
    const publint = join(workspace, 'node_modules/publint/src/cli.js');
    for (const tarball of released) node([publint, '--strict', tarball], directory);
  });
  await context.test('attw finds nothing', () => {
    const attw = join(workspace, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', './manifest.schema.json'];
    node([attw, ...options, '--', released[0] ?? ''], directory);
  });
});

/** Makes tarballs of package directories; returns their paths. */
function pack(directories: readonly string[], destination: string): string[] {
  mkdirSync(destination);
  const options = ['--ignore-scripts', '--loglevel=error', '--pack-destination', destination];
  run('npm', ['pack', ...options, ...directories], destination);
  return readdirSync(destination).map((name) => join(destination, name));
}

/** Installs tarballs, and nothing else, in a new directory; returns its `node_modules`. */
function install(tarballs: readonly string[], directory: string): string {
  mkdirSync(directory);
  const options = ['--offline', '--cache', join(directory, '.cache'), '--loglevel=error'];
  run('npm', ['install', ...options, ...tarballs], directory);
  return join(directory, 'node_modules');
}

function use(installed: string): void {
  const call = `transformSync("'use server'\\nexport async function f() {}", { filename: 'a.ts', environment: 'client' })`;
  const imported = `import { transformSync } from 'callgate'; console.log(${call}.code)`;
  const output = node(['--input-type=module', '-e', imported], installed);
  assert.match(output, /createServerReference\("[0-9a-f]{40}"/);
  assert.equal(node(['-e', `console.log(require('callgate').${call}.code)`], installed), output);
  const schema = `console.log(require('callgate/manifest.schema.json').title)`;
  assert.equal(node(['-e', schema], installed), 'Callgate manifest\n');
  const { version } = readManifest(join(installed, 'callgate'));
  assert.equal(run(join(installed, '.bin/callgate'), ['--version'], installed), `${version}\n`);
}

function readManifest(directory: string) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}

/** The installed packages that a package needs at run time, and what they need. */
function dependenciesOf(directory: string, found = new Set<string>()): string[] {
  const { dependencies, optionalDependencies } = readManifest(directory);
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
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

function node(args: readonly string[], cwd: string): string {
  return run(process.execPath, args, cwd);
}

function run(program: string, args: readonly string[], cwd: string): string {
  // What is tested is what was installed, not what this process was told to load.
  const { NODE_OPTIONS: _, CALLGATE_BINDING: __, ...env } = process.env;
  return execFileSync(program, args, { cwd, encoding: 'utf8', env });
}
