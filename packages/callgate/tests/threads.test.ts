import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { transform, type TransformOptions, type TransformResult, transformSync } from 'callgate';
import { serverFile } from './support/sources.ts';

const options: TransformOptions = { filename: 'src/a.ts', environment: 'server' };

test('the event loop turns while modules are compiled', async () => {
  // Work for long enough that a busy machine lets the main thread run meanwhile.
  const source = makeLargeSource(20_000);
  const count = 8;
  const results: TransformResult[] = [];
  const all = Promise.all(
    Array.from({ length: count }, async () => results.push(await transform(source, options))),
  );
  let turns = 0;
  while (results.length < count) {
    await setImmediate();
    turns += 1;
  }
  await all;
  // Had they been compiled on the main thread, it would have turned but for the results of each.
  assert.ok(turns > 10 * count, `${turns} turns`);
});

test('many modules at once give each its own result', async () => {
  const modules = Array.from({ length: 500 }, (_, index) => ({
    source: serverFile.replaceAll('save', `save${index}`),
    filename: `src/${index}.ts`,
  }));
  const results = await Promise.all(
    modules.map(({ source, filename }) => transform(source, { ...options, filename })),
  );
  for (const [index, { module }] of results.entries()) {
    assert.equal(module?.path, `src/${index}.ts`);
    assert.deepEqual(module.exports, [`save${index}`]);
  }
});

test('worker threads can load the addon side by side', async () => {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import('callgate').then(({ transformSync }) =>
      parentPort.postMessage(transformSync(workerData.source, workerData.options)));
  `;
  const workerData = { source: serverFile, options };
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => {
      const worker = new Worker(code, { eval: true, workerData });
      return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  const expected = { ...transformSync(serverFile, options) };
  for (const answer of answers) assert.deepEqual(answer, expected);
});

function makeLargeSource(functions: number): string {
  const lines = Array.from(
    { length: functions },
    (_, index) => `export async function f${index}(a) { return [a, ${index}].map((x) => x + 1) }\n`,
  );
  return `'use server'\n${lines.join('')}`;
}
