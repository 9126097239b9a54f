import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { fail } from './progress.mjs';

/**
 * Runs a program in the workspace's root, its output passed on. Resolves with its exit code, or
 * ends this process when the program cannot be started. `signals` are passed on to the program.
 */
export function run(program, args, { env = {}, cwd = root, signals = [] } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      // npm and the programs in node_modules/.bin are batch files there.
      shell: process.platform === 'win32',
    });
    // A program that ends by itself decides when.
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    child.once('error', (error) => fail(`${program} cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

/** As `run`, but a failure ends this process with the same exit code. */
export async function runOrExit(program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) {
    console.error(`✗ ${[program, ...args].join(' ')} failed`);
    process.exit(code);
  }
}

/** Runs a program of the workspace's npm dependencies by its file, without npm in between. */
export function runScript(file, args, options) {
  return runOrExit(process.execPath, [file, ...args], options);
}
