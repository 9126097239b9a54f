// The plugin in Vite and Rollup's kin, by way of unplugin-swc.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import swc from 'unplugin-swc';
import { build, type Rollup } from 'vite';
import { files, makeApp } from './support/app.ts';
import { assertStub } from './support/assert-stub.ts';
import { plugin } from './support/hosts.ts';

test('Vite with unplugin-swc', async (context) => {
  await context.test('compiles stubs for the browser', async (inner) => {
    assertStub(await bundle(makeApp(inner, files)));
  });
  await context.test('reports what is wrong', async (inner) => {
    const source = `'use server'; export const save = 1;`;
    const root = makeApp(inner, { ...files, 'src/actions.ts': source });
    await assert.rejects(bundle(root), (error: Error) => {
      assert.match(error.message, /the export `save` of a `'use server'` file is a constant/);
      return true;
    });
  });
});

/** Builds the entry, and gives its code. */
async function bundle(root: string): Promise<string> {
  const options = { environment: 'client', root, dev: false };
  const output = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [
      swc.vite({
        swcrc: false,
        tsconfigFile: false,
        jsc: { experimental: { runPluginFirst: true, plugins: [[plugin, options]] } },
      }),
    ],
    build: {
      minify: false,
      write: false,
      rollupOptions: {
        input: join(root, 'src/entry.ts'),
        external: ['@callgate/runtime/client'],
      },
    },
  });
  const [chunk] = (output as Rollup.RollupOutput).output;
  return chunk.code;
}
