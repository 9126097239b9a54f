import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { canInstall, installPackages } from './apt.mjs';
import { fail, step } from './progress.mjs';

/** What SWC plugins are compiled for. */
export const wasmTarget = 'wasm32-wasip1';

/** Debian's compiler for the web, in one matching set, and what links its output. */
const packages = ['cargo-web', 'lld-19', 'rust-web-llvm', 'rust-web-src', 'rustc-web', 'wasi-libc'];

/**
 * The compiler that builds the SWC plugin: the program, arguments of its own, and variables. That
 * is the one in use if it has the target's library, else Debian's, which compiles that as well.
 */
export async function wasmToolchain() {
  if (hasTarget()) return { cargo: 'cargo', args: [], env: {}, flags: [] };
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    if (!canInstall()) {
      fail(
        `the SWC plugin needs the target ${wasmTarget}: run \`rustup target add ${wasmTarget}\`, ` +
          `or on Debian \`sudo apt-get install ${packages.join(' ')}\``,
      );
    }
    const title = `install a compiler for WebAssembly (apt-get install ${missing.join(' ')})`;
    await step(title, () => installPackages(missing));
  }
  return {
    cargo: '/usr/bin/cargo',
    args: ['-Zbuild-std=std,panic_abort'],
    env: {
      // Not rustup's programs: cargo and its compiler have to match.
      PATH: `/usr/bin:${process.env.PATH}`,
      RUSTC: '/usr/bin/rustc',
      CARGO_TARGET_WASM32_WASIP1_LINKER: 'wasm-ld-19',
    },
    flags: ['-Clink-self-contained=no', `-Lnative=${libraryDirectory()}`],
  };
}

function hasTarget() {
  const { stdout } = spawnSync('rustc', ['--print=target-libdir', `--target=${wasmTarget}`], {
    encoding: 'utf8',
  });
  const directory = stdout?.trim() ?? '';
  return (
    existsSync(directory) && readdirSync(directory).some((name) => /^libstd-.*\.rlib$/.test(name))
  );
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return stdout === 'installed';
}

function libraryDirectory() {
  const { stdout } = spawnSync('dpkg', ['--listfiles', 'wasi-libc'], { encoding: 'utf8' });
  const library = stdout.split('\n').find((file) => file.endsWith('/libc.a'));
  return library === undefined ? fail('wasi-libc has no libc.a') : dirname(library);
}
