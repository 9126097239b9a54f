import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { targetDirectory } from './addon.mjs';
import { installFile } from './install-file.mjs';
import { root } from './paths.mjs';
import { step } from './progress.mjs';
import { runOrExit } from './run.mjs';
import { wasmTarget, wasmToolchain } from './wasm-toolchain.mjs';

/** Where the package has its plugin. */
const wasmFile = join(root, 'packages/swc-plugin/callgate.wasm');

const flags = [
  // Programs of hosts whose SWC is newer may hold nodes that ours does not know.
  '--cfg=swc_ast_unknown',
  // As large as the main thread's: the passes recurse as deep as the program is nested.
  `-Clink-arg=-zstack-size=${8 << 20}`,
  // Cargo leaves it out where a package has a profile of its own.
  '-Cstrip=symbols',
  // What panics would say of themselves is a third of the file.
  '-Zlocation-detail=none',
  '-Zfmt-debug=none',
];

/** Builds the SWC plugin and puts it into the package. Cargo decides what has to be compiled. */
export async function buildWasm() {
  const toolchain = await wasmToolchain();
  await step('build the SWC plugin (cargo build --profile wasm)', async () => {
    // Its own directory: other flags would have cargo compile everything else anew.
    const directory = join(targetDirectory, 'wasm');
    const args = ['build', '--profile', 'wasm', '--locked', '--target', wasmTarget];
    const env = {
      ...toolchain.env,
      CARGO_TARGET_DIR: directory,
      CARGO_ENCODED_RUSTFLAGS: [...flags, ...toolchain.flags].join('\u001F'),
      // The flags that make it small are not stable.
      RUSTC_BOOTSTRAP: '1',
    };
    const options = ['--package', 'callgate_swc_plugin', ...toolchain.args];
    await runOrExit(toolchain.cargo, [...args, ...options], { env });
    installFile(join(directory, wasmTarget, 'wasm/callgate_swc_plugin.wasm'), wasmFile);
  });
}

/** The size of the plugin, in a line. */
export function describeWasm() {
  const bytes = readFileSync(wasmFile);
  const size = (length) => `${(length / 1000).toFixed(0)} KB`;
  return `${wasmFile}: ${size(bytes.length)}, ${size(gzipSync(bytes, { level: 9 }).length)} gzipped`;
}
