/**
 * No text makes the compiler panic, give output that does not parse, or give two results.
 *
 * `CALLGATE_RUNS`, `CALLGATE_SEED` and `CALLGATE_PATH` choose other texts or a single one.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import type { Finding, Order } from './child.ts';

const { CALLGATE_RUNS, CALLGATE_SEED, CALLGATE_PATH } = process.env;
const maxMilliseconds = 10 * 60_000;

for (const texts of ['token soup', 'mutated files'] as const) {
  test(`the compiler answers ${texts}`, { timeout: maxMilliseconds }, async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'callgate-robustness-'));
    const order: Order = {
      texts,
      seed: Number(CALLGATE_SEED ?? 1),
      runs: Number(CALLGATE_RUNS ?? 20_000),
      note: join(folder, 'text'),
      ...(CALLGATE_PATH === undefined ? {} : { path: CALLGATE_PATH }),
    };
    try {
      const { runs, failure } = await runInChild(order, context.signal);
      context.diagnostic(`${runs} texts`);
      if (failure !== null) assert.fail(failureText(order, failure));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

async function runInChild(order: Order, signal: AbortSignal): Promise<Finding> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--import=tsx'],
    signal,
  });
  return new Promise((resolve, reject) => {
    let answered = false;
    child.once('message', (finding: Finding) => {
      answered = true;
      resolve(finding);
    });
    child.once('error', reject);
    child.once('exit', (code, by) => {
      if (answered) return;
      const text = readFileSync(order.note, 'utf8');
      reject(new Error(`the process ended with ${by ?? code} at\n${text}`));
    });
    child.send(order);
  });
}

function failureText(
  { seed, texts }: Order,
  { law, file, path }: NonNullable<Finding['failure']>,
): string {
  const name = `--test-name-pattern='${texts}'`;
  return [
    law,
    `--- ${file.name}`,
    file.text,
    // Some characters do not show.
    JSON.stringify(file.text),
    '--- again',
    `CALLGATE_SEED=${seed} CALLGATE_PATH=${path} npm run test:robustness -w tests -- ${name}`,
  ].join('\n');
}
