import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { copyApp } from './support/copy.ts';
import { runNode } from './support/process.ts';

test('two builds in two directories give the same manifest, stubs and assets', async (t) => {
  const copies: string[] = [];
  t.after(() => Promise.all(copies.map((copy) => rm(copy, { recursive: true }))));
  const first = await copyApp();
  copies.push(first);
  // The second is deeper than the first, and of another name.
  const shallow = await copyApp();
  const second = `${shallow}-nested/b`;
  copies.push(dirname(second));
  await mkdir(dirname(second));
  await rename(shallow, second);

  const [one, other] = await Promise.all([build(first), build(second)]);
  assert.deepEqual([...one.keys()], [...other.keys()]);
  for (const [name, bytes] of one) assert.equal(other.get(name), bytes, name);
  assert.ok(one.has('rsc/callgate-manifest.json'));
});

/** Builds a copy, and gives its manifest and all that browsers load, by name. */
async function build(root: string): Promise<Map<string, string>> {
  const { code, output } = await runNode(['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    env: {},
  }).ended;
  assert.equal(code, 0, output);
  const dist = join(root, 'dist');
  const entries = await readdir(join(dist, 'client'), { recursive: true, withFileTypes: true });
  const names = entries
    // Maps name the sources of packages by the way to them, which is longer from the deeper copy.
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length + 1))
    .concat('rsc/callgate-manifest.json', 'rsc/__callgate_table.js');
  return new Map(
    await Promise.all(
      names
        .toSorted()
        .map(async (name) => [name, await readFile(join(dist, name), 'base64')] as const),
    ),
  );
}
