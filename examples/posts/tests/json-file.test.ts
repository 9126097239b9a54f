import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { openJsonFile } from '../lib/json-file.ts';

async function temporaryFile(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'json-file-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'data.json');
}

const create = (): { count: number } => ({ count: 0 });

test('changes run one after another', async (t) => {
  const path = await temporaryFile(t);
  const file = await openJsonFile(path, create);
  const results = await Promise.all(
    Array.from({ length: 50 }, () => file.change((data) => ++data.count)),
  );
  assert.deepEqual(
    results,
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  await file.close();
  assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { count: 50 });
  assert.deepEqual(await readdir(join(path, '..')), ['data.json']);
});

test('a change that throws changes nothing and stops nothing', async (t) => {
  const file = await openJsonFile(await temporaryFile(t), create);
  const failing = file.change((data) => {
    data.count = 99;
    throw new Error('no');
  });
  const next = file.change((data) => ++data.count);
  await assert.rejects(failing, /no/);
  assert.equal(await next, 1);
  assert.deepEqual(file.read(), { count: 1 });
  await file.close();
});

test('parts that were one object when they were written are two afterwards', async (t) => {
  const shared: string[] = [];
  const file = await openJsonFile(await temporaryFile(t), () => ({ a: shared, b: shared }));
  await file.change((data) => data.a.push('x'));
  assert.deepEqual(file.read(), { a: ['x'], b: [] });
  await file.close();
});

test('what was written is there after reopening', async (t) => {
  const path = await temporaryFile(t);
  const first = await openJsonFile(path, create);
  await first.change((data) => void (data.count = 7));
  await first.close();
  const second = await openJsonFile(path, create);
  assert.deepEqual(second.read(), { count: 7 });
  await second.close();
});

test('a closed file takes no changes', async (t) => {
  const file = await openJsonFile(await temporaryFile(t), create);
  await file.close();
  await assert.rejects(
    file.change((data) => ++data.count),
    /is closed/,
  );
});

test('a file that is open cannot be opened again', async (t) => {
  const path = await temporaryFile(t);
  const file = await openJsonFile(path, create);
  await assert.rejects(openJsonFile(path, create), /another server uses these data/);
  await file.close();
});

test('the lock of a process that is gone is taken over', async (t) => {
  const path = await temporaryFile(t);
  // Larger than any process id that a system gives.
  await writeFile(`${path}.lock`, '2147483647\n');
  const file = await openJsonFile(path, create);
  assert.equal(await readFile(`${path}.lock`, 'utf8'), `${process.pid}\n`);
  await file.close();
});

test('a damaged file is named and left as it is', async (t) => {
  const path = await temporaryFile(t);
  await writeFile(path, '{"count":');
  await assert.rejects(openJsonFile(path, create), /data\.json is not JSON/);
  assert.equal(await readFile(path, 'utf8'), '{"count":');
  await assert.rejects(readFile(`${path}.lock`), { code: 'ENOENT' });
});
