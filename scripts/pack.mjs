/**
 * `npm run pack`: writes to `target/npm` the tarballs that a release publishes: `callgate`, the
 * binding of this machine's platform, and `@callgate/runtime`.
 */
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { stageRelease } from './lib/release.mjs';
import { runOrExit } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';

const directory = join(root, 'target/npm');

await setup();
const staged = await stageRelease(directory);
await runOrExit('npm', [
  'pack',
  '--loglevel=error',
  '--pack-destination',
  directory,
  ...staged,
  join(root, 'packages/runtime'),
]);
