import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Manifest } from 'callgate';
import type { Page } from 'playwright-core';
import { openBrowser } from '../cli/support/browser.ts';
import { type App, copyApp, type Major } from './support/app.ts';
import { namesIn } from './support/call.ts';
import { readFolder } from './support/files.ts';
import { overlayText, until } from './support/hot-page.ts';
import { serveBuild } from './support/serve-build.ts';
import { build, serve } from './support/vite.ts';

const secrets = ['MARK-package', 'MARK-panel', 'countVisit'];

/** An app with a package, installed and used as any other; nothing is said of it anywhere else. */
async function copyAppWithPackage(t: TestContext, major: Major): Promise<App> {
  const app = await copyApp(t, 'app', major);
  await mkdir(join(app.folder, 'node_modules'));
  await cp(join(import.meta.dirname, 'package'), join(app.folder, 'node_modules/some-package'), {
    recursive: true,
  });
  await app.write(
    'package.json',
    '{ "type": "module", "dependencies": { "some-package": "1.0.0" } }',
  );
  await app.edit('src/page.tsx', 'import', "import { Panel } from 'some-package/panel';\nimport");
  await app.edit(
    'src/page.tsx',
    '<form action={reset}>',
    '<Panel factor={3} />\n<form action={reset}>',
  );
  await app.edit(
    'src/counter.tsx',
    'import',
    "import { pack, shout } from 'some-package';\nimport last, { packAgain } from 'some-package/actions';\nimport",
  );
  await app.edit(
    'src/counter.tsx',
    'await greet(',
    "shout((await pack('Ada')) + (await packAgain('Bob')) + (await last())) || await greet(",
  );
  return app;
}

/** Opens the app, and collects the code that it loads. */
async function openPage(
  t: TestContext,
  origin: string,
): Promise<{ page: Page; loaded: Map<string, string> }> {
  const page = await (await openBrowser(t)).newPage();
  const loaded = new Map<string, string>();
  page.on('response', async (answer) => {
    if (answer.request().resourceType() !== 'script') return;
    loaded.set(answer.url(), await answer.text().catch(() => ''));
  });
  await page.goto(origin);
  await page.waitForSelector('html[data-hydrated]');
  return { page, loaded };
}

async function useFunctions(page: Page): Promise<void> {
  const shows = (output: string, text: string) =>
    page.waitForSelector(`${output}:text-is("${text}")`);
  await page.click('#greet');
  const [forAda, forBob] = ['packed for Ada MARK-package', 'packed for Bob MARK-package'];
  await shows('#greeting', `${forAda}${forBob}MARK-package!`);
  await page.click('#ask');
  await shows('#answer', '42 MARK-panel 1');
  await page.click('#visit');
  await shows('#visits', '2');
}

for (const major of [8, 7] satisfies Major[]) {
  test(`a package with server functions, with Vite ${major} in development`, async (t) => {
    const app = await copyAppWithPackage(t, major);
    const { origin } = await serve(t, app);
    const { page, loaded } = await openPage(t, origin);
    await useFunctions(page);
    const urls = [...loaded.keys()];
    for (const name of ['some-package', 'some-package_actions']) {
      assert.ok(
        urls.some((url) => url.includes(`/deps/${name}.js`)),
        'bundled in advance',
      );
    }
    for (const [url, text] of loaded) {
      for (const secret of secrets) assert.ok(!text.includes(secret), `${url} holds ${secret}`);
    }
  });

  test(`a package with server functions, built by Vite ${major}`, async (t) => {
    const app = await copyAppWithPackage(t, major);
    await build(app);
    const manifest: Manifest = JSON.parse(await app.read('dist/rsc/callgate-manifest.json'));
    const names = namesIn(manifest).filter((name) => name.includes('some-package'));
    assert.deepEqual(names, [
      'node_modules/some-package/actions.js pack',
      'node_modules/some-package/actions.js visit',
      'node_modules/some-package/all-actions.js default',
      'node_modules/some-package/all-actions.js packAgain',
      'node_modules/some-package/panel.js Panel/ask',
    ]);
    for (const [path, text] of await readFolder(join(app.folder, 'dist/client'))) {
      for (const secret of secrets) assert.ok(!text.includes(secret), `${path} holds ${secret}`);
    }
    const { page } = await openPage(t, await serveBuild(t, app));
    await useFunctions(page);
  });

  test(`a package bundled in advance for the server, with Vite ${major}`, async (t) => {
    const app = await copyAppWithPackage(t, major);
    const optimizeDeps = { include: ['some-package'] };
    const config = { environments: { rsc: { optimizeDeps } } };
    await assert.rejects(
      serve(t, app, { config }),
      /some-package\/(?:all-)?actions\.js has server functions.*`environments\.rsc\.optimizeDeps\.include`/s,
    );
    // Only stubs of it are there, so nothing can be there twice.
    const { origin } = await serve(t, app, { config: { environments: { ssr: { optimizeDeps } } } });
    const { page } = await openPage(t, origin);
    await useFunctions(page);
  });

  test(`an error in a package, with Vite ${major} in development`, async (t) => {
    const app = await copyAppWithPackage(t, major);
    await app.edit('node_modules/some-package/actions.js', 'async function pack', 'function pack');
    const { origin } = await serve(t, app);
    const page = await (await openBrowser(t)).newPage();
    await page.goto(origin).catch(() => {});
    await until(async () => (await overlayText(page)).includes('CG1101'), 'the overlay is shown');
    assert.match(await overlayText(page), /some-package\/actions\.js/);
  });
}
