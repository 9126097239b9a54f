import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { transform, type TransformOptions, transformSync } from 'callgate';
import { inlineFile, serverFile, wrongFile } from './support/sources.ts';

const server: TransformOptions = { filename: 'src/a.tsx', root: '/app', environment: 'server' };

test('a module without directives comes back as it is', async () => {
  const source = '\uFEFF#!/usr/bin/env node\r\nexport const a = "\u2028é😀"';
  const unchanged = {
    code: source,
    map: null,
    changed: false,
    directive: null,
    module: null,
    diagnostics: [],
  };
  assert.deepEqual(transformSync(source, server), unchanged);
  assert.deepEqual(await transform(source, server), unchanged);
});

test('a file of server functions is compiled, with a map and a manifest', () => {
  const result = transformSync(serverFile, { ...server, filename: '/app/src/a.ts' });
  assert.equal(result.changed, true);
  assert.equal(result.directive, 'use server');
  assert.match(result.code, /from "@callgate\/runtime\/server"/);
  assert.match(result.code, /form: FormData/, 'TypeScript stays');
  assert.deepEqual(result.diagnostics, []);
  assert.equal(JSON.parse(result.map ?? '').version, 3);
  const [[id, manifest] = []] = Object.entries(result.module?.functions ?? {});
  assert.match(id ?? '', /^[0-9a-f]{40}$/);
  assert.deepEqual(manifest, {
    module: 'src/a.ts',
    export: 'save',
    name: 'save',
    scope: 'module',
    exports: ['save'],
    parameters: { count: 1, rest: true },
    captures: [],
    generator: false,
    location: { line: 2, column: 7 },
  });
  assert.deepEqual(
    { ...result.module, functions: undefined },
    { path: 'src/a.ts', directive: 'use server', exports: ['save'], functions: undefined },
  );
});

test('environments agree on ids, and stubs hold nothing of the file', () => {
  const results = (['server', 'ssr', 'client'] as const).map((environment) =>
    transformSync(serverFile, { ...server, environment }),
  );
  const ids = results.map(({ module }) => Object.keys(module?.functions ?? {}));
  assert.equal(ids[0]?.length, 1);
  assert.deepEqual(ids[1], ids[0]);
  assert.deepEqual(ids[2], ids[0]);
  for (const stub of results.slice(1)) {
    assert.match(stub.code, /createServerReference\(/);
    assert.doesNotMatch(stub.code, /form|rest|concat/);
  }
});

test('an inline server function is hoisted, its capture narrowed', () => {
  const { code, directive, module } = transformSync(inlineFile, server);
  assert.equal(directive, null);
  assert.match(code, /bindServerReference/);
  const functions = Object.values(module?.functions ?? {});
  assert.deepEqual(
    functions.map(({ name, scope, captures }) => ({ name, scope, captures })),
    [{ name: 'Page/rename', scope: 'inline', captures: [{ name: 'user', paths: [['id']] }] }],
  );
});

test('options reach the compiler', () => {
  const code = (options: Partial<TransformOptions>, source = serverFile) =>
    transformSync(source, { ...server, ...options }).code;
  const id = (options: Partial<TransformOptions>) =>
    Object.keys(transformSync(serverFile, { ...server, ...options }).module?.functions ?? {})[0];

  assert.equal(transformSync(serverFile, { ...server, sourceMap: false }).map, null);
  assert.notEqual(id({ salt: 'a' }), id({ salt: 'b' }));
  assert.notEqual(id({ filename: 'src/b.tsx' }), id({}));
  assert.equal(id({ filename: '/app/src/a.tsx' }), id({}));
  assert.match(code({ runtime: { server: 'virtual:server' } }), /from "virtual:server"/);
  assert.match(
    code({ runtime: { server: 'virtual:server' }, environment: 'client' }),
    /from "@callgate\/runtime\/client"/,
  );
  const { module } = transformSync(inlineFile, { ...server, narrowCaptures: false });
  assert.equal(Object.values(module?.functions ?? {})[0]?.captures[0]?.paths, null);
  const star = `'use server'\nexport * from './other'\n`;
  assert.equal(transformSync(star, server).code, '');
  assert.match(code({ resolvedExports: { './other': ['first'] } }, star), /first/);
  assert.match(code({ environment: 'client', dev: true }), /save/);
});

test('a relative root is one below the current directory', () => {
  const path = (filename: string, root: string) =>
    transformSync(serverFile, { filename, root, environment: 'server' }).module?.path;
  const here = process.cwd();
  assert.equal(path(join(here, 'src/a.ts'), '.'), 'src/a.ts');
  assert.equal(path(join(here, 'src/a.ts'), ''), 'src/a.ts');
  assert.equal(path(join(here, 'src/a.ts'), './src'), 'a.ts');
  assert.equal(path('a.ts', 'src'), 'a.ts');
  assert.equal(path('C:\\app\\src\\a.ts', 'C:\\app'), 'src/a.ts', 'wherever it is compiled');
});

test('an input source map is composed; a broken one is a finding', () => {
  const inputSourceMap = JSON.stringify({
    version: 3,
    sources: ['original.ts'],
    names: [],
    mappings: 'AAAA;AACA;AACA;AACA',
  });
  const { map } = transformSync(serverFile, { ...server, inputSourceMap });
  assert.deepEqual(JSON.parse(map ?? '').sources, ['original.ts']);
  const { diagnostics } = transformSync(serverFile, { ...server, inputSourceMap: '{' });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['CG1405'],
  );
});

test('errors in the module are data', async () => {
  for (const result of [transformSync(wrongFile, server), await transform(wrongFile, server)]) {
    assert.equal(result.code, '');
    assert.equal(result.changed, false);
    const [diagnostic] = result.diagnostics;
    assert.equal(diagnostic?.code, 'CG1101');
    assert.equal(diagnostic.severity, 'error');
    assert.match(diagnostic.url, /docs\/diagnostics\.md#cg1101$/);
    assert.match(diagnostic.frame, /src\/a\.tsx:2:/);
    assert.equal(diagnostic.labels[0]?.line, 2);
    assert.notEqual(diagnostic.help, '');
  }
  const { code, diagnostics } = transformSync(`'use server'\nexport async function (`, server);
  assert.equal(code, '');
  assert.equal(diagnostics[0]?.code, 'CG1401');
});

test('a result can be compared, spread, serialised, cloned and printed', () => {
  const result = transformSync(serverFile, server);
  const keys = ['code', 'map', 'changed', 'directive', 'module', 'diagnostics'];
  assert.deepEqual(Object.keys(result), keys);
  assert.deepEqual(result, { ...result });
  assert.deepEqual(JSON.parse(JSON.stringify(result)), { ...result });
  assert.deepEqual(structuredClone(result), { ...result });
  assert.equal(inspect(result), inspect({ ...result }));
  assert.doesNotMatch(inspect(result), /Getter/);
  assert.equal(result.module, result.module);
});
