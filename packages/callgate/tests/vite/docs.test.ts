import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../cli/support/browser.ts';
import { type App, openApp } from './support/app.ts';
import { until } from './support/hot-page.ts';
import { serveBuild } from './support/serve-build.ts';

const documentation = join(import.meta.dirname, '../../../../docs/vite.md');
const tsc = join(
  dirname(createRequire(documentation).resolve('typescript/package.json')),
  'bin/tsc',
);

/** Writes the files that the documentation shows, with no others but what npm and tsc need. */
async function writeApp(t: TestContext): Promise<App> {
  const cache = join(import.meta.dirname, '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'docs-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const text = await readFile(documentation, 'utf8');
  const types = /the compiler options are `("types".*?)`, `(.*?)`, `(.*?)` and `(.*?)`/.exec(text);
  assert.ok(types);
  const options = ['"strict": true', '"noEmit": true', '"module": "esnext"', '"target": "es2023"'];
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': `{ "compilerOptions": { ${[...options, ...types.slice(1)].join(', ')} } }`,
    ...Object.fromEntries(
      [...text.matchAll(/^```\w+ file name=(.*)\n([^]*?)^```$/gm)].map(([, name, code]) => [
        name,
        code,
      ]),
    ),
  };
  for (const [name, code] of Object.entries<string>(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), code);
  }
  return openApp(folder);
}

async function useApp(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.fill('[name=name]', 'Ada');
  await page.click('button:text-is("Greet")');
  await page.waitForSelector('output:text-is("Hello, Ada!")');
}

async function useAppInBrowsers(t: TestContext, origin: string): Promise<void> {
  const plain = await openBrowser(t, { javaScriptEnabled: false });
  await useApp(await plain.newPage(), origin);
  const page = await (await openBrowser(t)).newPage();
  await useApp(page, origin);
  // A click before React has taken over is lost.
  await until(async () => {
    await page.click('button:has-text("Visits")');
    return (await page.textContent('button:has-text("Visits")')) !== 'Visits: 0';
  }, 'visits are counted');
}

test('the first app of the documentation', async (t) => {
  const app = await writeApp(t);
  const config = { root: app.folder, logLevel: 'error' } as const;

  await t.test('has no errors of types', () => {
    execFileSync(process.execPath, [tsc, '--project', app.folder], { stdio: 'pipe' });
  });

  await t.test('is built', async (inner) => {
    const builder = await app.vite.createBuilder(config);
    await builder.buildApp();
    await useAppInBrowsers(inner, await serveBuild(inner, app));
  });

  await t.test('is served for editing', async (inner) => {
    const server = await app.vite.createServer({ ...config, server: { port: 0 } });
    inner.after(() => server.close());
    await server.listen();
    await useAppInBrowsers(inner, server.resolvedUrls?.local[0] ?? '');
  });
});
