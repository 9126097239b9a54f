import assert from 'node:assert/strict';
import { transformSync } from 'callgate';
import { files } from './app.ts';

/** Asserts that bundled code has the stub of the app's server function, and nothing of its module. */
export function assertStub(bundled: string): void {
  const { module } = transformSync(files['src/actions.ts'], {
    filename: 'src/actions.ts',
    environment: 'client',
  });
  const [id] = Object.keys(module?.functions ?? {});
  assert.ok(bundled.includes(`("${id}", 1)`), bundled);
  assert.ok(!bundled.includes('readFileSync'));
}
