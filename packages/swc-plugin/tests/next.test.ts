// The plugin in Next.js, which compiles server functions itself: here it checks.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { makeApp } from './support/app.ts';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

const files = {
  'package.json': '{ "type": "module" }',
  'next.config.js': `export default {
    experimental: { swcPlugins: [['@callgate/swc-plugin', { mode: 'check' }]] },
  };`,
  'app/layout.jsx':
    'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
};

function page(body: string): string {
  return `export default function Page() {
    const limit = Math.max(3, 4);
    async function save() {
      'use server';
      ${body}
    }
    return <form action={save}><button>Save</button></form>;
  }`;
}

test('Next.js', async (context) => {
  await context.test('builds a page that is right', async (inner) => {
    const { code, output } = await build(inner, page('console.log(limit);'));
    assert.equal(code, 0, output);
  });
  await context.test('fails on a page that is wrong, and says what is', async (inner) => {
    const { code, output } = await build(inner, page('console.log(this);'));
    assert.notEqual(code, 0);
    assert.match(output, /`this`/);
    assert.match(output, /diagnostics\.md#cg1201/);
  });
});

async function build(
  context: TestContext,
  text: string,
): Promise<{ code: number; output: string }> {
  const root = makeApp(context, { ...files, 'app/page.jsx': text });
  const next = require.resolve('next/dist/bin/next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  try {
    const { stdout, stderr } = await execute(process.execPath, [next, 'build', '--webpack'], {
      cwd: root,
      env,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    // What a child that fails has printed is part of its error.
    const { code = 1, stdout = '', stderr = '' } = error as Record<string, never>;
    return { code, output: `${stdout}${stderr}` };
  }
}
