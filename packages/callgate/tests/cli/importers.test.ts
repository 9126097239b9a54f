import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findImporters } from '../../src/cli/imports/importers.ts';
import type { FunctionManifest, Manifest } from '../../src/manifest.ts';
import { createProject } from './support/project.ts';

/** A manifest of file-level functions, whose ids are `module#export`. */
function manifestOf(exports: Readonly<Record<string, readonly string[]>>): Manifest {
  const manifest: Manifest = { version: 1, functions: {}, modules: {} };
  for (const [module, names] of Object.entries(exports)) {
    manifest.modules[module] = { directive: 'use server', exports: [...names] };
    for (const name of names) {
      const item: FunctionManifest = {
        module,
        export: name,
        name,
        scope: 'module',
        exports: [name],
        parameters: { count: 0, rest: false },
        captures: [],
        generator: false,
        location: { line: 1, column: 0 },
      };
      manifest.functions[`${module}#${name}`] = item;
    }
  }
  return manifest;
}

async function importersOf(root: string, manifest: Manifest): Promise<Record<string, string[]>> {
  const importers = await findImporters(root, manifest);
  return Object.fromEntries(
    [...importers].map(([id, list]) => [
      id,
      list.map(({ path, line, kind }) => `${path}:${line} ${kind}`),
    ]),
  );
}

test('finds named, default, namespace and dynamic imports, and no types', async (context) => {
  const root = createProject(context, {
    'actions.ts': '',
    'named.tsx': '// a comment\nimport { save as persist } from "./actions";\n<p>don\'t</p>;',
    'default.mts': 'import remove, { type save } from "./actions.js";',
    'namespace.ts': '\n\nimport * as actions from "./actions";',
    'dynamic.ts': 'const load = () => import(`./actions`);',
    'types.ts': 'import type { save } from "./actions";\nexport type { save } from "./actions";',
    'text.ts':
      'const text = `\nimport { save } from "./actions";\n`; // import { save } from "./actions"',
    'side-effect.ts': 'import "./actions";',
  });
  const manifest = manifestOf({ 'actions.ts': ['save', 'default'] });
  assert.deepEqual(await importersOf(root, manifest), {
    'actions.ts#save': ['dynamic.ts:1 dynamic', 'named.tsx:2 named', 'namespace.ts:3 namespace'],
    'actions.ts#default': [
      'default.mts:1 named',
      'dynamic.ts:1 dynamic',
      'namespace.ts:3 namespace',
    ],
  });
});

test('follows re-exports, also in a circle, and renames', async (context) => {
  const root = createProject(context, {
    'lib/actions.ts': '',
    'lib/inner.ts': 'export * from "./actions"; export * from "./index";',
    'lib/index.ts': 'export * from "./inner"; export { save as store } from "./actions";',
    'lib/local.ts': 'import { save } from "./actions"; export { save as kept };',
    'lib/group.ts': 'export * as actions from "./actions";',
    'a.ts': 'import { store } from "./lib";',
    'b.ts': 'import { save } from "./lib/inner";',
    'c.ts': 'import { kept } from "./lib/local";',
    'd.ts': 'import { actions } from "./lib/group";',
    'e.ts': 'import { other } from "./lib";',
  });
  const manifest = manifestOf({ 'lib/actions.ts': ['save'] });
  assert.deepEqual(await importersOf(root, manifest), {
    'lib/actions.ts#save': [
      'a.ts:1 named',
      'b.ts:1 named',
      'c.ts:1 named',
      'd.ts:1 named',
      'lib/local.ts:1 named',
    ],
  });
});

test('a server module that exports a function again imports it', async (context) => {
  const root = createProject(context, {
    'actions.ts': '',
    'public.ts': '"use server";\nexport { save } from "./actions";',
    'page.tsx': 'import { save } from "./public";',
  });
  const manifest = manifestOf({ 'actions.ts': ['save'], 'public.ts': ['save'] });
  assert.deepEqual(await importersOf(root, manifest), {
    'actions.ts#save': ['public.ts:2 named'],
    'public.ts#save': ['page.tsx:1 named'],
  });
});

test('resolves tsconfig paths and package imports', async (context) => {
  const root = createProject(context, {
    'package.json': '{"name":"app","type":"module","imports":{"#actions":"./src/actions.ts"}}',
    'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    'src/actions.ts': '',
    'src/a.ts': 'import { save } from "@/actions";',
    'src/b.ts': 'import { save } from "#actions";',
  });
  const manifest = manifestOf({ 'src/actions.ts': ['save'] });
  assert.deepEqual(await importersOf(root, manifest), {
    'src/actions.ts#save': ['src/a.ts:1 named', 'src/b.ts:1 named'],
  });
});

test('leaves out what .gitignore files list, and node_modules', async (context) => {
  const use = 'import { save } from "../actions";';
  const root = createProject(context, {
    '.gitignore': 'build\n*.gen.ts\n',
    'actions.ts': '',
    'build/a.ts': use,
    'src/b.gen.ts': use,
    'src/BUILD/a.ts': use.replace('..', '../..'),
    'src/.gitignore': '!kept.gen.ts\n',
    'src/kept.gen.ts': use,
    'src/types.d.ts': use,
    'node_modules/c.ts': use,
    '.hidden/d.ts': use,
  });
  const manifest = manifestOf({ 'actions.ts': ['save'] });
  assert.deepEqual(await importersOf(root, manifest), {
    'actions.ts#save': ['src/BUILD/a.ts:1 named', 'src/kept.gen.ts:1 named'],
  });
});

test('functions inside another one have no importers, exported inline ones do', async (context) => {
  const root = createProject(context, {
    'page.tsx': '',
    'other.tsx': 'import Page, { save } from "./page";',
  });
  const manifest = manifestOf({ 'page.tsx': ['save'] });
  const save = manifest.functions['page.tsx#save'];
  assert.ok(save);
  manifest.functions = {
    own: { ...save, scope: 'inline' },
    inner: { ...save, scope: 'inline', name: 'Page/like', export: '$$sf_x', exports: ['default'] },
  };
  manifest.modules = { 'page.tsx': { directive: null, exports: [] } };
  assert.deepEqual(await importersOf(root, manifest), { own: ['other.tsx:1 named'] });
});
