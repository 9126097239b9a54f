import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { callgate } from 'callgate/vite';
import type { Manifest } from 'callgate';
import { copyApp } from './support/app.ts';
import { call, namesIn } from './support/call.ts';
import { readFolder } from './support/files.ts';
import { build, serve } from './support/vite.ts';

const run = promisify(execFile);

test('options that are wrong are named', () => {
  const given = (options: object) => () => callgate(options);
  assert.throws(given({ bas: '/x' }), /the options object has no `bas`; there are `base`/);
  assert.throws(
    given({ base: 'x' }),
    /option `base` must be a path that starts with "\/", not "x"/,
  );
  assert.throws(given({ expose: 'none' }), /option `expose` must be 'reachable' or 'all'/);
  assert.throws(given({ alias: 'remix' }), /option `alias` must be 'next'/);
  assert.throws(given({ keys: 'x' }), /option `keys` must be 'environment' or `false`/);
  assert.throws(given({ environment: { rcs: 'x' } }), /`environment` has no `rcs`/);
});

test('without rsc() there is a clear error', async (t) => {
  const app = await copyApp(t, 'app');
  const config = { configFile: false as const, root: app.folder, plugins: [callgate()] };
  await assert.rejects(
    app.vite.createBuilder(config),
    /`rsc\(\)` of `@vitejs\/plugin-rsc` is missing/,
  );
});

test('two builds in two folders give the same ids, manifest and client, and tell what is new', async (t) => {
  const [one, two] = await Promise.all([copyApp(t, 'app'), copyApp(t, 'app')]);
  await mkdir(join(two.folder, 'deeper'));
  await build(one);
  await build(two);
  const first = await readFolder(join(one.folder, 'dist'));
  const second = await readFolder(join(two.folder, 'dist'));
  const ours = [...first.keys()].filter((path) => /^client\/|callgate-manifest/.test(path));
  assert.ok(ours.length >= 4, ours.join());
  for (const path of ours) assert.equal(second.get(path), first.get(path), path);

  await one.edit('src/page.tsx', '<form action={reset}>', '<form>');
  await one.edit('src/page.tsx', "import { reset } from './reset.ts';", '');
  await one.edit('src/actions.ts', 'async function greet', 'async function hello');
  await one.edit('src/counter.tsx', 'add, greet', 'add, hello as greet');
  const { info } = await build(one);
  const [title, ...rows] = info.at(-1)?.split('\n') ?? [];
  assert.equal(
    title,
    'callgate: 3 server functions can be called; 1 new and 2 removed since the last build',
  );
  assert.deepEqual(
    rows.map((line) => line.trim().split(/ +/).slice(0, 3)),
    [
      ['+', 'src/actions.ts', 'hello'],
      ['-', 'src/reset.ts', 'reset'],
      ['-', 'src/actions.ts', 'greet'],
    ],
  );

  await t.test(
    'a manifest that another version has written is nothing to compare with',
    async () => {
      const file = [...first.keys()].find((path) => path.endsWith('callgate-manifest.json')) ?? '';
      await writeFile(join(two.folder, 'dist', file), '{"version":0}');
      const { info: lines } = await build(two);
      assert.equal(lines.at(-1), 'callgate: 4 server functions can be called');
    },
  );

  await t.test('a build without its key does not start, and says why', async () => {
    const env: NodeJS.ProcessEnv = { ...process.env };
    delete env['CALLGATE_KEYS'];
    const start = (variables: NodeJS.ProcessEnv) =>
      run(process.execPath, [join(two.folder, 'dist/rsc/index.js')], { env: variables });
    await assert.rejects(start(env), /CALLGATE_KEYS must hold the key that seals captured values/);
    await start({ ...env, CALLGATE_KEYS: Buffer.alloc(32, 1).toString('base64') });
  });
});

test('`expose`, `base`, `build` and `salt`', async (t) => {
  const app = await copyApp(t, 'app');
  // A folder whose name is that of an output is not one.
  await mkdir(join(app.folder, 'src/public-files'));
  await app.write(
    'src/public-files/alone.ts',
    "'use server';\nexport async function nobodyImportsIt() {}\n",
  );
  const config = { environments: { client: { build: { outDir: 'public-files' } } } };
  const options = { expose: 'all', base: '/api/functions', build: 'v1.2.3', salt: 's' } as const;
  await build(app, { options, config });
  const manifest: Manifest = JSON.parse(await app.read('dist/rsc/callgate-manifest.json'));
  assert.deepEqual(namesIn(manifest), [
    'src/actions.ts add',
    'src/actions.ts greet',
    'src/actions.ts neverUsed',
    'src/page.tsx Page/scale',
    'src/public-files/alone.ts nobodyImportsIt',
    'src/reset.ts reset',
    'src/reset.ts resetAll',
  ]);
  assert.ok(!('a95c28add90d662e541b6142aacc40679964ae68' in manifest.functions), 'salted');
  const client = [...(await readFolder(join(app.folder, 'public-files'))).values()].join('');
  assert.ok(client.includes('/api/functions') && client.includes('v1.2.3'));
});

test('server functions of a package', async (t) => {
  const app = await copyApp(t, 'app');
  const folder = join(app.folder, 'node_modules/some-package');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "exports": "./actions.js" }');
  const text = "'use server';\nexport async function pack() {\n  return 'MARK-package';\n}\n";
  await writeFile(join(folder, 'actions.js'), text);
  const counter = await app.read('src/counter.tsx');
  await app.write(
    'src/counter.tsx',
    counter.replace('await greet', 'await (await import("some-package")).pack() && await greet'),
  );
  await assert.rejects(build(app), /`environments\.ssr\.resolve\.noExternal`/);
  // As for every package that holds directives: its files are part of the app.
  const resolve = { noExternal: ['some-package'] };
  const exclude = { optimizeDeps: { exclude: ['some-package'] } };
  const config = { environments: { ssr: { resolve }, rsc: { resolve }, client: exclude } };
  await build(app, { config });
  const manifest: Manifest = JSON.parse(await app.read('dist/rsc/callgate-manifest.json'));
  assert.ok(namesIn(manifest).includes('node_modules/some-package/actions.js pack'));
  const client = [...(await readFolder(join(app.folder, 'dist/client'))).values()].join('');
  assert.ok(!client.includes('MARK-package'));

  const { origin } = await serve(t, app, { config });
  assert.equal((await fetch(origin)).status, 200);
  assert.equal((await fetch(`${origin}/node_modules/some-package/actions.js?v=1`)).status, 200);
  const [pack = ''] =
    Object.entries(manifest.functions).find(([, { name }]) => name === 'pack') ?? [];
  assert.match(await (await call(origin, pack, [])).text(), /MARK-package/);
});

test("a function that only the browser's entry imports is an error, not a dead end", async (t) => {
  const app = await copyApp(t, 'app');
  await app.write('src/late.ts', "'use server';\nexport async function late() {}\n");
  const entry = await app.read('src/entry.browser.tsx');
  await app.write(
    'src/entry.browser.tsx',
    `import { late } from './late.ts';\n${entry}\ndocument.onclick = () => late();\n`,
  );
  await assert.rejects(
    build(app),
    /only the browser's entry imports them: import them in a client component/,
  );
  await build(app, { options: { expose: 'all' } });
});

test("`alias: 'next'` and `export *`", async (t) => {
  const app = await copyApp(t, 'app');
  await rename(join(app.folder, 'src/actions.ts'), join(app.folder, 'src/all-actions.ts'));
  await app.write('src/actions.ts', "'use server';\nexport * from './all-actions.ts';\n");
  await app.edit(
    'src/reset.ts',
    'reset(): Promise<void> {}',
    "reset(): Promise<void> {\n  revalidatePath('/');\n  (await cookies()).set('a', 'b');\n  redirect('/');\n}",
  );
  await app.edit(
    'src/reset.ts',
    '/**',
    "import { revalidatePath } from 'next/cache';\nimport { cookies } from 'next/headers.js';\nimport { redirect } from 'next/navigation';\n/**",
  );
  await build(app, { options: { alias: 'next' } });
  const manifest: Manifest = JSON.parse(await app.read('dist/rsc/callgate-manifest.json'));
  assert.ok(namesIn(manifest).includes('src/actions.ts greet'));
});

test('a build shows all errors of a file, with help and frame, and its warnings', async (t) => {
  const app = await copyApp(t, 'app');
  await app.edit(
    'src/page.tsx',
    'const visits',
    "function typo() {\n  'use sever';\n}\nconst visits",
  );
  const text = await app.read('src/actions.ts');
  await app.write('src/actions.ts', text.replaceAll('export async function', 'export function'));
  await assert.rejects(build(app), (error: Error) => {
    assert.match(error.message, /CG1101, line 7: a server function must be async/);
    assert.match(error.message, /CG1101, line 12/);
    assert.match(error.message, /CG1101, line 16/);
    const frame = `${Reflect.get(error, 'frame')}${error.message}`;
    assert.match(frame, /= help: /);
    assert.match(frame, /docs\/diagnostics\.md#cg1101/);
    return true;
  });
  await app.write('src/actions.ts', text);
  const { warn } = await build(app);
  assert.ok(
    warn.some((line) => line.includes('CG1010')),
    warn.join('\n'),
  );
});
