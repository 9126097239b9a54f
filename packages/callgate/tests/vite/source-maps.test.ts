import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyApp, type Major } from './support/app.ts';
import { call } from './support/call.ts';
import { readFolder } from './support/files.ts';
import { idsIn, until } from './support/hot-page.ts';
import { build, serve } from './support/vite.ts';

/** Line from 1 and column from 0 of the first place where a text stands. */
function placeOf(text: string, code: string): { line: number; column: number } {
  const before = code.slice(0, code.indexOf(text)).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}

/** Where a piece of generated code comes from. */
function originOf(text: string, code: string, map: unknown): { line: number; column: number } {
  const { line, column } = placeOf(text, code);
  const entry = new SourceMap(map as SourceMapPayload).findEntry(line - 1, column);
  assert.ok('originalLine' in entry, `nothing is known of ${text}`);
  return { line: entry.originalLine + 1, column: entry.originalColumn };
}

for (const major of [8, 7] satisfies Major[]) {
  test(`places in the text, with Vite ${major}`, async (t) => {
    const app = await copyApp(t, 'app', major);
    await app.edit(
      'src/page.tsx',
      'return factor * n',
      "if (n < 0) throw new Error('inline');\n            return factor * n",
    );
    const page = await app.read('src/page.tsx');
    const actions = await app.read('src/actions.ts');

    await t.test('a breakpoint in a hoisted function of a build', async () => {
      // In a chunk of its own: plugin-rsc edits the entry's chunk without a map, and Rollup then
      // throws the chunk's map away.
      await app.edit(
        'src/entry.rsc.tsx',
        "import { Page } from './page.tsx';",
        "const { Page } = await import('./page.tsx');",
      );
      await build(app, { config: { build: { sourcemap: true, minify: false } } });
      const files = await readFolder(join(app.folder, 'dist/rsc'));
      const [path = '', code = ''] =
        [...files].find(([name, text]) => name.endsWith('.js') && text.includes('factor * n')) ??
        [];
      const map: unknown = JSON.parse(files.get(`${path}.map`) ?? '');
      assert.deepEqual(originOf('factor * n', code, map), placeOf('factor * n', page));
    });

    const { server, origin } = await serve(t, app);
    assert.equal((await fetch(origin)).status, 200);

    await t.test('a breakpoint in development, in hoisted functions and in stubs', async () => {
      const inline = await server.environments['rsc']?.transformRequest('/src/page.tsx');
      assert.deepEqual(
        originOf('factor * n', inline?.code ?? '', inline?.map),
        placeOf('factor * n', page),
      );
      const stub = await server.environments['client']?.transformRequest('/src/actions.ts');
      assert.deepEqual(originOf('greet', stub?.code ?? '', stub?.map), placeOf('greet', actions));
    });

    await t.test('a stack trace', async () => {
      const logged: string[] = [];
      t.mock.method(console, 'error', (...values: unknown[]) => {
        logged.push(
          ...values.map((value) => (value instanceof Error ? String(value.stack) : String(value))),
        );
      });
      const { greet = '' } = await idsIn(app, 'src/actions.ts');
      assert.equal((await call(origin, greet, [''])).status, 500);
      const { line, column } = placeOf('new Error', actions);
      const place = `src/actions.ts:${line}:${column + 1}`;
      await until(
        async () => logged.some((text) => text.includes(place)),
        `${place} in ${logged}`,
        20,
      );
    });
  });
}
