import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { hasColors } from '../../src/cli/terminal.ts';
import { createProject } from './support/project.ts';
import { cleanEnvironment, cliPath, runCli } from './support/run-cli.ts';

const commands = ['check', 'manifest', 'diff', 'transform', 'report'];
const cwd = import.meta.dirname;

test('--help lists the commands and shows examples', async () => {
  const { stdout, stderr, code } = await runCli(['--help'], { cwd });
  for (const command of commands) assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
  assert.match(stdout, /\nExamples:\n {2}callgate check /);
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

test('every command has help with its exit codes and examples', async () => {
  for (const command of commands) {
    const { stdout, code } = await runCli([command, '--help'], { cwd });
    assert.match(stdout, new RegExp(`^Usage: callgate ${command} `));
    assert.match(stdout, /Exit code: 0/);
    assert.match(stdout, new RegExp(`\\nExamples:\\n {2}callgate ${command} `));
    assert.equal(code, 0);
    assert.equal((await runCli(['help', command], { cwd })).stdout, stdout);
  }
});

test('--version prints the version of the package', async () => {
  const { version } = createRequire(import.meta.url)('../../package.json');
  assert.deepEqual(await runCli(['--version'], { cwd }), {
    code: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});

test('without a command the help goes to standard error, with code 2', async () => {
  const { stdout, stderr, code } = await runCli([], { cwd });
  assert.equal(stdout, '');
  assert.match(stderr, /^Usage: callgate /);
  assert.equal(code, 2);
});

test('colors: a terminal has them, flags and the environment decide otherwise', () => {
  const terminal = { isTTY: true };
  assert.equal(hasColors(terminal, undefined, {}), true);
  assert.equal(hasColors(terminal, undefined, { TERM: 'dumb' }), false);
  assert.equal(hasColors(terminal, undefined, { NO_COLOR: '1' }), false);
  assert.equal(hasColors(terminal, undefined, { NO_COLOR: '' }), true);
  assert.equal(hasColors(terminal, false, { FORCE_COLOR: '1' }), false);
  assert.equal(hasColors({}, undefined, {}), false);
  assert.equal(hasColors({}, undefined, { FORCE_COLOR: '1' }), true);
  assert.equal(hasColors(terminal, undefined, { FORCE_COLOR: '0' }), false);
  assert.equal(hasColors({}, undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }), true);
  assert.equal(hasColors({}, true, { NO_COLOR: '1' }), true);
});

test('colors: a pipe gets none, unless it is asked for', async (context) => {
  const project = createProject(context, {
    'a.ts': `'use server';\nexport function save() {}\n`,
  });
  const isColored = async (typed: string[], env: Record<string, string>): Promise<boolean> => {
    const { stdout } = await runCli(['check', ...typed], { cwd: project, env });
    return stdout.includes('\u001b[');
  };
  assert.equal(await isColored([], {}), false);
  assert.equal(await isColored([], { FORCE_COLOR: '1' }), true);
  assert.equal(await isColored(['--no-color'], { FORCE_COLOR: '1' }), false);
  assert.equal(await isColored(['--color'], { NO_COLOR: '1' }), true);
  assert.equal(await isColored(['--format', 'json', '--color'], {}), false);
});

test('a reader that closes the pipe ends the program without a message', async (context) => {
  const functions = Array.from(
    { length: 5_000 },
    (_, index) => `export async function f${index}() {}\n`,
  );
  const project = createProject(context, { 'a.ts': `'use server';\n${functions.join('')}` });
  const child = spawn(process.execPath, [cliPath, 'manifest'], {
    cwd: project,
    env: cleanEnvironment(),
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  child.stdout.once('data', () => {
    child.stdout.destroy();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(stderr, '');
  assert.equal(code, 0);
});
