// @ts-check
// In a bundle of webpack's, React asks webpack's own `require` for modules.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import webpack from 'webpack';

for (const mode of /** @type {const} */ (['production', 'development'])) {
  test(`a ${mode} bundle of a server opens captures with references`, async () => {
    const path = await mkdtemp(join(tmpdir(), 'callgate-webpack-'));
    try {
      const compiler = webpack({
        mode,
        target: 'node',
        entry: join(import.meta.dirname, 'webpack-app', 'entry.js'),
        output: { path, filename: 'server.cjs', library: { type: 'commonjs2' } },
        resolve: { conditionNames: ['react-server', '...'] },
      });
      const stats = await promisify(compiler.run.bind(compiler))();
      await promisify(compiler.close.bind(compiler))();
      assert.equal(stats?.toString({ all: false, errors: true }), '');
      const { openCaptured } = createRequire(import.meta.url)(join(path, 'server.cjs'));
      const opened = { number: 1, inner: [['inner'], ['y']], isButton: true, rest: ['x'] };
      assert.deepEqual(await openCaptured(), opened);
      assert.deepEqual(await Promise.all([openCaptured(), openCaptured()]), [opened, opened]);
    } finally {
      await rm(path, { recursive: true });
    }
  });
}
