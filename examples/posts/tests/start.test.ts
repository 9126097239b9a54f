import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { copyApp } from './support/copy.ts';
import { manifest } from './support/manifest.ts';
import { runNode } from './support/process.ts';

test('`npm start` builds, tells what can be called, serves, and ends on a signal', async (t) => {
  // Elsewhere, because other tests use the build that is here.
  const root = await copyApp();
  const directory = await mkdtemp(join(tmpdir(), 'posts-'));
  t.after(async () => {
    await rm(root, { recursive: true });
    await rm(directory, { recursive: true });
  });
  const dataFile = join(directory, 'posts.json');
  const start = runNode(['--import', 'tsx', 'scripts/start.ts'], {
    cwd: root,
    env: { PORT: '0', POSTS_DATA: dataFile },
  });
  const origin = await start.printed(/^Listening on (\S+)$/m);
  await start.printed(/Stop with Ctrl\+C/);

  const output = start.output();
  for (const [id, { name, captures }] of Object.entries(manifest.functions)) {
    assert.match(output, new RegExp(`│ ${id} │ ${name} +│`), 'the table has each function');
    const hasCommand = output.includes(`curl -sS `) && output.includes(`${origin}/_callgate/${id}`);
    assert.equal(hasCommand, captures.length === 0, name);
  }
  const page = await fetch(origin);
  assert.match(await page.text(), /Notes on the engine/);
  const report = await fetch(`${origin}/report`);
  assert.match(await report.text(), /deletePost/);

  const { code } = await start.stop();
  assert.equal(code, 0);
  await assert.rejects(readFile(`${dataFile}.lock`), { code: 'ENOENT' });
});
