/** `npm start`: builds everything that is out of date, then runs the example application. */
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';

await setup();
// Without npm in between, which would keep signals to itself.
const cwd = join(root, 'examples/posts');
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
  cwd,
  signals: ['SIGINT', 'SIGTERM', 'SIGHUP'],
});
