import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { runServer, startServer } from './support/server.ts';

test('a signal ends the server, and its data file stays complete', async () => {
  const server = await startServer();
  const data = await server.data();
  assert.equal(data.version, 2);
  assert.equal(await server.stop(), 0);
});

test('a port that is in use is named', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'posts-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const blocker = createServer();
  const port = await new Promise<number>((done) => {
    blocker.listen(0, '127.0.0.1', () => done((blocker.address() as { port: number }).port));
  });
  t.after(() => blocker.close());
  const dataFile = join(directory, 'posts.json');
  const { code, output } = await runServer({ PORT: String(port), POSTS_DATA: dataFile });
  assert.equal(code, 1);
  assert.equal(output.trim(), `Port ${port} is in use. Set PORT to a free one, or to 0 for any.`);
  await assert.rejects(readFile(`${dataFile}.lock`), { code: 'ENOENT' });
});

test('a wrong PORT is named', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'posts-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const { code, output } = await runServer({
    PORT: 'http',
    POSTS_DATA: join(directory, 'posts.json'),
  });
  assert.equal(code, 1);
  assert.equal(output.trim(), 'PORT must be a number from 0 to 65535, not "http".');
});

test('a second server leaves the data of the first alone', async (t) => {
  const server = await startServer();
  t.after(server.stop);
  const { code, output } = await runServer({ PORT: '0', POSTS_DATA: server.dataFile });
  assert.equal(code, 1);
  assert.match(output, /another server uses these data/);
});
