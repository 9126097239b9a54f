// The plugin in bundlers, each with the SWC that it brings or is given.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rspack } from '@rspack/core';
import webpack from 'webpack';
import { files, makeApp } from './support/app.ts';
import { assertStub } from './support/assert-stub.ts';
import { plugin } from './support/hosts.ts';

for (const [name, bundler, loader, manifest] of [
  ['webpack with swc-loader', webpack, 'swc-loader', 'output'],
  ['Rspack with builtin:swc-loader', rspack, 'builtin:swc-loader', 'none'],
] as const) {
  test(name, async (context) => {
    await context.test('compiles stubs for the browser', async (inner) => {
      const root = makeApp(inner, files);
      const errors = await bundle(bundler, loader, root, { environment: 'client', manifest });
      assert.deepEqual(errors, []);
      assertStub(readFileSync(join(root, 'dist/main.js'), 'utf8'));
    });
    await context.test('reports what is wrong', async (inner) => {
      const root = makeApp(inner, {
        ...files,
        'src/actions.ts': `'use server'; export const save = 1;`,
      });
      const [error = ''] = await bundle(bundler, loader, root, { environment: 'client', manifest });
      assert.match(error, /the export `save` of a `'use server'` file is a constant/);
      assert.match(error, /move it to another file/);
    });
  });
}

/** Runs a bundler; gives the messages of its errors. */
function bundle(
  bundler: typeof webpack | typeof rspack,
  loader: string,
  root: string,
  options: object,
): Promise<string[]> {
  const use = {
    loader,
    options: {
      jsc: {
        parser: { syntax: 'typescript' },
        target: 'es2022',
        experimental: {
          runPluginFirst: true,
          plugins: [[plugin, { ...options, root, dev: false }]],
        },
      },
    },
  };
  const configuration = {
    context: root,
    entry: './src/entry.ts',
    mode: 'development' as const,
    devtool: false as const,
    target: 'web' as const,
    externals: { '@callgate/runtime/client': 'var {}' },
    module: { rules: [{ test: /\.ts$/, use }] },
    output: { path: join(root, 'dist') },
  };
  return new Promise((resolve, reject) => {
    // The two take the same configuration; their types do not say so.
    const compiler = (bundler as typeof webpack)(configuration);
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) reject(error);
        else resolve((stats?.toJson().errors ?? []).map(({ message }) => message));
      });
    });
  });
}
