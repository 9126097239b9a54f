import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { step } from './progress.mjs';
import { runScript } from './run.mjs';

const require = createRequire(import.meta.url);

/** Compiles the published packages. `tsc --build` decides what is out of date. */
export async function buildPackages() {
  await step('build the packages (tsc --build)', () =>
    typescript('packages/runtime', 'packages/callgate'),
  );
}

/** Compiles what is published and checks everything else. */
export async function checkTypes() {
  await step('check types (tsc --build)', () => typescript('.'));
}

function typescript(...projects) {
  // Not by way of npx, which takes half a second to find it.
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  return runScript(tsc, ['--build', ...projects.map((project) => join(root, project))]);
}
