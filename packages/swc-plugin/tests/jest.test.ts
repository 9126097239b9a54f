// The plugin in Jest, by way of @swc/jest.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { makeApp } from './support/app.ts';
import { plugin } from './support/hosts.ts';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

test('@swc/jest', async (context) => {
  const options = { environment: 'server', runtime: { server: './runtime.js' } };
  const transform = {
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2022',
      experimental: { runPluginFirst: true, plugins: [[plugin, options]] },
    },
  };
  const root = makeApp(context, {
    'package.json': '{}',
    'jest.config.json': JSON.stringify({
      rootDir: '.',
      cacheDirectory: './cache',
      transform: { '\\.ts$': ['@swc/jest', { ...transform, swcrc: false }] },
    }),
    'runtime.js': 'exports.registerServerReference = (fn, id) => { fn.$$id = id; return fn; };',
    'actions.ts': `'use server';\nexport async function save(): Promise<number> { return 1; }\n`,
    'actions.test.ts': `
      import { save } from './actions';
      test('is a server function', async () => {
        expect(save).toHaveProperty('$$id', expect.stringMatching(/^[0-9a-f]{40}$/));
        expect(await save()).toBe(1);
      });
    `,
  });
  const jest = require.resolve('jest/bin/jest');
  const { stderr } = await execute(process.execPath, [jest, '--ci'], { cwd: root });
  assert.match(stderr, /1 passed/);
});
