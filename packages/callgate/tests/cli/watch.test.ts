import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createProject, writeFiles } from './support/project.ts';
import { cleanEnvironment, cliPath } from './support/run-cli.ts';

const ready = 'Watching for changes. Press Ctrl+C to end.\n';

test('--watch checks again when files change, appear and go', async (context) => {
  const cwd = createProject(context, {
    '.gitignore': 'build\n',
    'a.ts': `'use server';\nexport async function save() {}\n`,
    'build/out.ts': '',
  });
  const child = spawn(process.execPath, [cliPath, 'check', '--watch'], {
    cwd,
    env: cleanEnvironment(),
  });
  context.after(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  /** What the next run prints. */
  const next = async (): Promise<string> => {
    while (!output.includes(ready)) {
      await Promise.race([
        new Promise((resolve) => child.stdout.once('data', resolve)),
        ended.then((code) => assert.fail(`ended with code ${code}`)),
      ]);
    }
    const text = output.slice(0, output.indexOf(ready));
    output = output.slice(output.indexOf(ready) + ready.length);
    return text;
  };

  assert.match(await next(), /No problems \(1 file checked/);
  writeFiles(cwd, { 'a.ts': `'use server';\nexport function save() {}\n` });
  assert.match(await next(), /CG1101[^]*1 error in 1 file/);
  // Neither is a source file of the project; a run for one of them would be seen below.
  writeFiles(cwd, { 'build/out.ts': `'use sever';`, 'notes.md': 'text' });
  writeFiles(cwd, { 'lib/new/b.ts': `'use sever';\n` });
  assert.match(await next(), /1 error and 1 warning in 2 files \(2 files checked/);
  writeFiles(cwd, { '.gitignore': 'build\nlib\n' });
  assert.match(await next(), /1 error in 1 file \(1 file checked/);
  rmSync(join(cwd, '.gitignore'));
  assert.match(await next(), /1 error and 2 warnings in 3 files \(3 files checked/);
  writeFiles(cwd, { 'build/out.ts': '' });
  assert.match(await next(), /1 error and 1 warning in 2 files \(3 files checked/);
  rmSync(join(cwd, 'lib'), { recursive: true });
  writeFiles(cwd, { 'a.ts': 'export {};\n' });
  assert.match(await next(), /No problems/);

  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});
