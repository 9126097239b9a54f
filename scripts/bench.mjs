/** `npm run bench`: builds everything that is out of date, then runs the benchmarks. */
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';

await setup();
process.exitCode = await run('npm', ['run', 'bench', '--workspace', 'benches']);
