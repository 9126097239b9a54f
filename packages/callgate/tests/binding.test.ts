import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeProject } from './support/project.ts';

const packageDirectory = join(import.meta.dirname, '..');
const call = `transformSync('a', { filename: 'a.ts', environment: 'server' })`;

/** Copies the compiled package, without an addon, to where it finds no other. */
function copyPackage(directory: string): string {
  const copy = join(directory, 'node_modules/callgate');
  mkdirSync(copy, { recursive: true });
  cpSync(join(packageDirectory, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(packageDirectory, 'package.json'), join(copy, 'package.json'));
  return copy;
}

function evaluate(directory: string, script: string, env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

test('a platform without a binding is named', (context) => {
  const directory = makeProject(context);
  copyPackage(directory);
  const { status, stderr } = evaluate(
    directory,
    `Object.defineProperties(process, { platform: { value: 'sunos' }, arch: { value: 'sparc' } });
     const { transformSync } = await import('callgate');
     ${call}`,
  );
  assert.notEqual(status, 0);
  assert.match(stderr, /Error: callgate: there is no native binding for sunos sparc\n/);
});

test('a missing binding is named, with the remedy', (context) => {
  const directory = makeProject(context);
  copyPackage(directory);
  const { stderr } = evaluate(directory, `(await import('callgate')).${call}`);
  const platform = `${process.platform} ${process.arch}`;
  assert.match(stderr, new RegExp(`no native binding for ${platform}.* could be loaded: install`));
  assert.match(stderr, /`@callgate\/binding-\S+`/);
});

test('a binding of another version is refused', (context) => {
  const directory = makeProject(context);
  copyPackage(directory);
  for (const target of ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64']) {
    const binding = join(directory, `node_modules/@callgate/binding-${target}`);
    mkdirSync(binding, { recursive: true });
    writeFileSync(join(binding, 'index.js'), `exports.version = () => '0.0.1'`);
  }
  const { stderr } = evaluate(directory, `(await import('callgate')).${call}`);
  assert.match(
    stderr,
    /@callgate\/binding-\S+ has version 0\.0\.1, but callgate has \d+\.\d+\.\d+/,
  );
});

test('manifests can be merged and compared without a binding', (context) => {
  const directory = makeProject(context);
  copyPackage(directory);
  const { stdout, stderr } = evaluate(
    directory,
    `const { diffManifests, mergeManifests } = await import('callgate');
     console.log(diffManifests(mergeManifests([]), mergeManifests([])).added.length);`,
  );
  assert.equal(stdout, '0\n', stderr);
});

test('the package can be required, not only imported', () => {
  const script = `console.log(require('callgate').${call}.code)`;
  const args = ['--no-warnings', '-e', script];
  assert.equal(
    execFileSync(process.execPath, args, { cwd: packageDirectory, encoding: 'utf8' }),
    'a\n',
  );
});
