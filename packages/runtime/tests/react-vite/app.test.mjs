// @ts-check
// An app that Vite builds with `@vitejs/plugin-rsc`, used with and without JavaScript.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { toNodeListener } from '@callgate/runtime/node';
import rsc from '@vitejs/plugin-rsc';
import { createBuilder } from 'vite';
import { formOf } from '../ssr/support/forms.mjs';
import { launchBrowser } from '../support/browser.mjs';

const root = join(import.meta.dirname, 'app');
// Beside the packages that the app imports.
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');

/** @type {string} */
let dist;
/** @type {string} */
let origin;
/** @type {import('node:http').Server} */
let server;

/** The runtime of the environment that a stub is built for. @type {import('vite').Plugin} */
const stubs = {
  name: 'stubs',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source !== '#runtime') return null;
    const graph = this.environment.name === 'client' ? 'client' : 'ssr';
    return this.resolve(`@callgate/runtime/${graph}`, importer, { skipSelf: true });
  },
};

async function build() {
  const entry = (/** @type {string} */ name) => ({
    build: {
      outDir: join(dist, name === 'browser' ? 'client' : name),
      rollupOptions: { input: { index: join(root, `entry.${name}.js`) } },
    },
  });
  const builder = await createBuilder({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [rsc(), stubs],
    environments: { rsc: entry('rsc'), ssr: entry('ssr'), client: entry('browser') },
  });
  await builder.buildApp();
}

before(async () => {
  await mkdir(cache, { recursive: true });
  dist = await mkdtemp(join(cache, 'callgate-vite-'));
  await build();
  const { handle } = await import(pathToFileURL(join(dist, 'rsc/index.js')).href);
  const app = toNodeListener(handle);
  server = createServer(async (message, answer) => {
    if (!message.url?.startsWith('/assets/')) return app(message, answer);
    answer.setHeader('content-type', 'text/javascript');
    answer.end(await readFile(join(dist, 'client', message.url)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  origin = `http://127.0.0.1:${port}`;
});

after(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await rm(dist, { recursive: true });
});

test('without JavaScript: a form is posted and its state is in the page', async () => {
  const html = await (await fetch(origin)).text();
  assert.match(html, /<output>40<\/output>/);
  const response = await fetch(origin, {
    method: 'POST',
    body: formOf(html, 'counter').form,
    headers: { origin },
  });
  assert.equal(response.status, 200);
  assert.match(await response.text(), /<output>42<\/output>/);
});

test('with JavaScript: stubs and sealed references call, results hold client components', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    /** @type {unknown[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(origin);
    await page.waitForSelector('html[data-hydrated]');
    await page.click('#add');
    await page.waitForSelector('output:text("42")');
    await page.click('#add');
    await page.waitForSelector('output:text("44")');
    await page.click('#scale');
    await page.waitForSelector('#scaled b:text("42")');
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
  }
});

test('what is not in the table of the app cannot be called', async () => {
  for (const id of ['abc#constructor', `${'1'.padStart(40, '0')}#add`, '9'.repeat(40)]) {
    const response = await fetch(`${origin}/_callgate/${encodeURIComponent(id)}`, {
      method: 'POST',
      body: '[]',
      headers: { origin },
    });
    assert.ok([400, 409].includes(response.status), id);
  }
});
