/** `npm run bench`: builds everything that is out of date, then runs the benchmarks. */
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';
import { buildWasm } from './lib/wasm.mjs';

await setup();
await buildWasm();
process.exitCode = await run('npm', ['run', 'bench', '--workspace', 'benches']);
