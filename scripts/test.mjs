/**
 * `npm test`: builds everything that is out of date, then runs all tests: Rust's, then those of
 * each npm workspace. A failure does not keep the later ones from running; those of npm workspaces
 * are told again at the end.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installBrowser } from './lib/browser.mjs';
import { step } from './lib/progress.mjs';
import { installRedis } from './lib/redis.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';
import { buildWasm } from './lib/wasm.mjs';

await setup();
await buildWasm();
await installBrowser();
await installRedis();
const failures = join(root, 'target', 'test-failures.txt');
rmSync(failures, { force: true });
const failed = [];
await runTests('Rust', 'cargo', ['test', '--workspace', '--locked', '--no-fail-fast']);
await runTests('npm workspaces', 'npm', ['test', '--silent', '--workspaces', '--if-present']);
if (failed.length > 0) {
  if (existsSync(failures)) console.error(readFileSync(failures, 'utf8'));
  console.error(`✗ failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function runTests(title, program, args) {
  const code = await step(`test: ${title}`, () =>
    run(program, args, { env: { TEST_FAILURES: failures } }),
  );
  if (code !== 0) failed.push(title);
}
