import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { makeProject } from './support/project.ts';

const workspace = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** Builds the addon with the feature that lets a test make the compiler panic. */
async function buildPanickingAddon(directory: string): Promise<string> {
  const scripts = join(workspace, 'scripts/lib');
  const { targetDirectory } = await import(join(scripts, 'addon.mjs'));
  const { libraryFile } = await import(join(scripts, 'platform.mjs'));
  const args = ['build', '--locked', '--package', 'callgate_napi', '--features', 'test-hooks'];
  const { status } = spawnSync('cargo', args, { cwd: workspace, stdio: 'inherit' });
  assert.equal(status, 0, 'cargo builds the addon');
  const addon = join(directory, 'callgate.node');
  copyFileSync(join(targetDirectory, 'debug', libraryFile('callgate_napi')), addon);
  return addon;
}

test('a panic of the compiler is an error, and the process goes on', async (context) => {
  const directory = makeProject(context, {
    'app/callgate-test-panic.ts': "'use server'",
    'app/fine.ts': "'use server'",
  });
  const script = `
    import { scanProject, transform, transformSync } from 'callgate';
    const options = { filename: 'src/callgate-test-panic.ts', environment: 'server' };
    const errors = [];
    const remember = (error) => errors.push(error instanceof Error ? error.message : 'no error');
    try { transformSync('', options) } catch (error) { remember(error) }
    await transform('', options).catch(remember);
    await scanProject(${JSON.stringify(join(directory, 'app'))}).catch(remember);
    const { code } = transformSync('still here', { ...options, filename: 'src/a.ts' });
    console.log(JSON.stringify({ errors, code }));
  `;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, CALLGATE_BINDING: await buildPanickingAddon(directory) },
  });
  const { errors, code }: { errors: string[]; code: string } = JSON.parse(stdout);
  assert.equal(code, 'still here');
  assert.equal(errors.length, 3);
  for (const error of errors) {
    assert.match(
      error,
      /^internal error while compiling \S*callgate-test-panic\.ts: as the test ask/,
    );
    assert.match(error, /outcome\.rs:\d+/);
    assert.match(error, /please report it at https:/);
  }
  assert.equal(stderr, '', 'nothing is printed over the output of the host');
});
