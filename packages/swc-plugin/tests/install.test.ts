// What `npm pack` makes works in an empty directory, with @swc/core as the registry has it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newest } from './support/hosts.ts';

const packageDirectory = join(import.meta.dirname, '..');
const workspace = join(packageDirectory, '../..');

test('the package works in an empty directory', async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'callgate-'));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  const pack = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', directory];
  run('npm', [...pack, packageDirectory], directory);
  const [tarball = ''] = readdirSync(directory).map((name) => join(directory, name));
  const options = ['--no-save', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error'];
  run('npm', ['install', ...options, tarball, `@swc/core@${newest.version}`], directory);

  await context.test('hosts find it by its name', () => {
    const script = `
      const { transformSync } = require('@swc/core');
      const source = "'use server'; export async function save() {}";
      const plugins = [['@callgate/swc-plugin', { environment: 'client', dev: false }]];
      const options = { filename: 'a.js', swcrc: false, jsc: { experimental: { plugins } } };
      console.log(require.resolve('@callgate/swc-plugin'));
      console.log(transformSync(source, options).code);
    `;
    const output = run(process.execPath, ['-e', script], directory);
    assert.match(output, /node_modules\/@callgate\/swc-plugin\/callgate\.wasm\n/);
    assert.match(output, /createServerReference\("[0-9a-f]{40}", 0\)/);
  });
  await context.test('publint finds nothing', () => {
    const publint = join(workspace, 'node_modules/publint/src/cli.js');
    run(process.execPath, [publint, '--strict', tarball], directory);
  });
});

function run(program: string, args: readonly string[], cwd: string): string {
  // What is tested is what was installed, not what this process was told to load.
  const { NODE_OPTIONS: _, ...env } = process.env;
  return execFileSync(program, args, { cwd, encoding: 'utf8', env });
}
