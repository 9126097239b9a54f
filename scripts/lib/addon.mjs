import { join } from 'node:path';
import { installFile } from './install-file.mjs';
import { root } from './paths.mjs';
import { hostTarget, libraryFile } from './platform.mjs';
import { step } from './progress.mjs';
import { runOrExit } from './run.mjs';

/** Where cargo puts what it builds. */
export const targetDirectory = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** Where the package looks for a locally built addon. */
export const addonFile = join(root, `packages/callgate/callgate.${hostTarget()}.node`);

/**
 * Builds the addon in release mode and puts it into the package. Cargo decides what has to be
 * compiled. Node's tests use the same build: they test what is shipped.
 */
export async function buildAddon() {
  await step('build the addon (cargo build --release)', async () => {
    await runOrExit('cargo', ['build', '--release', '--locked', '--package', 'callgate_napi']);
    installFile(join(targetDirectory, 'release', libraryFile('callgate_napi')), addonFile);
  });
}
