import { spawnSync } from 'node:child_process';
import { fail } from './progress.mjs';

/** The compilers and tools that must be on the machine, and how to get them. */
const tools = [
  ['cargo', 'install Rust 1.95 or later from https://rustup.rs'],
  ['rustc', 'install Rust 1.95 or later from https://rustup.rs'],
  ...(process.platform === 'linux'
    ? [['cc', 'install a C compiler, for example with `apt-get install gcc`']]
    : []),
];
const oldestRust = [1, 95];

/** Ends the process with one line that says what to do when something is missing or too old. */
export function checkTools() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isSupported = major === 20 ? minor >= 19 : major > 22 || (major === 22 && minor >= 12);
  if (!isSupported) {
    fail(`Node ${process.versions.node} is too old: install 20.19 or later, or 22.12 or later`);
  }
  const versions = new Map();
  for (const [tool, remedy] of tools) {
    const { error, status, stdout } = spawnSync(tool, ['--version'], { encoding: 'utf8' });
    if (error !== undefined || status !== 0) fail(`\`${tool}\` is missing: ${remedy}`);
    versions.set(tool, stdout);
  }
  checkRust(versions.get('rustc'));
}

function checkRust(version) {
  const [major, minor] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  if (major === oldestRust[0] && minor < oldestRust[1]) {
    fail(`${version.trim()} is too old: run \`rustup update stable\` for ${oldestRust.join('.')}`);
  }
}
