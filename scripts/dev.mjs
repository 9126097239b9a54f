/** `npm run dev`: builds everything that is out of date, then runs the example in development. */
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';

await setup();
const cwd = join(root, 'examples/posts');
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], {
  cwd,
  signals: ['SIGINT', 'SIGTERM', 'SIGHUP'],
});
