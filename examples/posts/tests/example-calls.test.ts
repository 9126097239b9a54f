import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { exampleCalls, type ExampleCall } from '../server/example-calls.ts';
import { createBrowser } from './support/browser.ts';
import { assertChange } from './support/expected-changes.ts';
import { manifest } from './support/manifest.ts';
import { startServer } from './support/server.ts';

const run = promisify(execFile);

/** Shells without `curl` exist; what the command sends is tested without it too. */
const curlIsMissing = await run('curl', ['--version']).then(
  () => false,
  () => 'curl is not installed',
);

test('every function without captures has an example call, and no other has', () => {
  const callable = Object.values(manifest.functions).filter((each) => each.captures.length === 0);
  const names = exampleCalls(manifest).map(({ name }) => name);
  assert.deepEqual(names.toSorted(), callable.map(({ name }) => name).toSorted());
});

test('each example call changes the data', async (t) => {
  const server = await startServer();
  t.after(server.stop);
  const browser = createBrowser(server.origin);
  for (const call of exampleCalls(manifest)) {
    await assertChange(server, call.name, async () => {
      const init = { method: 'POST', ...bodyOf(call) };
      const response = await browser.send(`/_callgate/${call.id}`, init);
      assert.equal(response.status, 200, call.name);
      const isRedirect = response.headers.has('callgate-redirect');
      assert.ok(isRedirect || response.headers.get('content-type') === 'text/x-component');
    });
  }
});

test(
  'each printed command, run in a shell, changes the data',
  { skip: curlIsMissing },
  async (t) => {
    const server = await startServer();
    t.after(server.stop);
    const printed = [...server.output().matchAll(/^# (\S+): .*\n(curl .*)$/gm)];
    assert.equal(printed.length, exampleCalls(manifest).length);
    for (const [, name = '', command = ''] of printed) {
      await assertChange(server, name, async () => {
        const { stdout } = await run('sh', ['-c', `${command} --fail`]);
        assert.match(stdout, /^(?:0:|callgate-redirect: |set-cookie: )/m, name);
      });
    }
  },
);

function bodyOf({ body }: ExampleCall): RequestInit {
  if (typeof body === 'string') return { body, headers: { 'content-type': 'text/plain' } };
  const form = new FormData();
  for (const [name, value] of body) form.append(name, value);
  return { body: form };
}
