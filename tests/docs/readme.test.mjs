// @ts-check
// The server of packages/runtime/README.md serves, and its client is set up.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { mergeManifests, transformSync } from 'callgate';
import { codeBlocks, pathOf } from './code-blocks.mjs';

const page = 'packages/runtime/README.md';
const execute = promisify(execFile);

// Below the repository, so that the packages are found as in an application.
const cache = pathOf('node_modules/.cache');
await mkdir(cache, { recursive: true });
const app = await mkdtemp(join(cache, 'callgate-docs-'));
after(() => rm(app, { recursive: true }));

/** @param {string} role */
function blockOf(role) {
  const block = codeBlocks(page).find((candidate) => candidate.role === role);
  assert.ok(block, `${page} has a block \`${role}\``);
  return block.code;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

/**
 * Sends a request as soon as somebody listens.
 *
 * @param {string} url
 * @param {RequestInit} init
 */
async function fetchSoon(url, init) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (attempt === 100) throw error;
      await setTimeout(100);
    }
  }
}

test('the server answers a call', async () => {
  const source = "'use server'; export async function greet(name) { return 'Hello ' + name }";
  const { code, module } = transformSync(source, {
    filename: 'actions.js',
    environment: 'server',
  });
  assert.ok(module);
  await mkdir(join(app, 'compiled'));
  await writeFile(join(app, 'package.json'), '{ "type": "module" }');
  await writeFile(join(app, 'compiled/actions.js'), code);
  await writeFile(join(app, 'callgate-manifest.json'), JSON.stringify(mergeManifests([module])));
  await writeFile(join(app, 'server.js'), blockOf('server'));

  const port = await freePort();
  const env = { ...process.env, PORT: String(port) };
  const options = ['--conditions', 'react-server', 'server.js'];
  const server = spawn(process.execPath, options, { cwd: app, env, stdio: 'ignore' });
  try {
    const origin = `http://localhost:${port}`;
    const [id] = Object.keys(module.functions);
    const response = await fetchSoon(`${origin}/_callgate/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: '["Ada"]',
    });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /Hello Ada/);
  } finally {
    server.kill();
  }
});

test('the client is set up', async () => {
  const options = ['--input-type', 'module', '--eval', blockOf('client')];
  await execute(process.execPath, options, { cwd: pathOf('tests') });
});
