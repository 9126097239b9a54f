import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findServerPackages } from '../../src/vite/server-packages.ts';

const action = "'use server';\nexport async function act() {}\n";

/** A folder with files; of objects, as JSON. */
async function writeFiles(t: TestContext, files: Record<string, string | object>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'callgate-packages-')));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(root, path), text);
  }
  return root;
}

test('packages with server functions are found among all that an app lists', async (t) => {
  const root = await writeFiles(t, {
    'package.json': {
      dependencies: { '@scope/actions': '1', plain: '1', 'not-installed': '1' },
      devDependencies: { inline: '1' },
      optionalDependencies: { optional: '1' },
    },
    'node_modules/@scope/actions/package.json': {},
    'node_modules/@scope/actions/dist/deep/actions.js': action,
    'node_modules/plain/package.json': {},
    'node_modules/plain/index.js': "export const text = 'use server';\n",
    'node_modules/inline/package.json': {},
    'node_modules/inline/index.jsx':
      "export const Page = () => <form action={async () => { 'use server'; }} />;\n",
    'node_modules/optional/package.json': {},
    'node_modules/optional/index.mjs': action,
    'node_modules/unlisted/package.json': {},
    'node_modules/unlisted/index.js': action,
  });
  assert.deepEqual(await findServerPackages(root), ['@scope/actions', 'inline', 'optional']);
  // As for an app whose root has no package.json.
  await mkdir(join(root, 'src'));
  assert.equal((await findServerPackages(join(root, 'src'))).length, 3);
});

test('packages for React, and those with server functions, are followed', async (t) => {
  const root = await writeFiles(t, {
    'package.json': { dependencies: { components: '1', tool: '1' } },
    'node_modules/components/package.json': {
      peerDependencies: { react: '*' },
      dependencies: { nested: '1' },
    },
    'node_modules/components/node_modules/nested/package.json': { dependencies: { last: '1' } },
    'node_modules/components/node_modules/nested/index.js': action,
    // Two that depend on each other.
    'node_modules/last/package.json': { dependencies: { nested: '1', components: '1' } },
    'node_modules/last/index.js': action,
    'node_modules/tool/package.json': { dependencies: { hidden: '1' } },
    'node_modules/hidden/package.json': {},
    'node_modules/hidden/index.js': action,
  });
  assert.deepEqual(await findServerPackages(root), ['last', 'nested']);
});

test('a package behind a link counts when it is installed, not when it is a part of the app', async (t) => {
  const root = await writeFiles(t, {
    'package.json': { dependencies: { installed: '1', workspace: '1' } },
    'node_modules/.store/installed@1/node_modules/installed/package.json': {},
    'node_modules/.store/installed@1/node_modules/installed/index.js': action,
    'packages/workspace/package.json': {},
    'packages/workspace/index.js': action,
  });
  const link = (to: string, name: string) =>
    symlink(join(root, to), join(root, 'node_modules', name), 'junction');
  await link('node_modules/.store/installed@1/node_modules/installed', 'installed');
  await link('packages/workspace', 'workspace');
  assert.deepEqual(await findServerPackages(root), ['installed']);
});

test('without a package.json there are no packages', async (t) => {
  const root = await writeFiles(t, { 'package.json': 'not JSON' });
  assert.deepEqual(await findServerPackages(root), []);
});
