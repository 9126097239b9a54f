import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { database, type Export } from './database.ts';

const MILLISECONDS_A_PAGE = 100;
const KEPT = 5;

/**
 * Writes an export page by page, until it is done or `signal` stops it. What became of it is in the
 * data either way.
 */
export async function writeExport(
  userId: string,
  pages: number,
  signal: AbortSignal,
): Promise<Export['state']> {
  const id = randomBytes(6).toString('base64url');
  await database().change((data) => {
    data.exports.push({ id, userId, pages, written: 0, state: 'running' });
    data.exports = data.exports.slice(-KEPT);
  });
  for (let written = 1; written <= pages && !signal.aborted; written += 1) {
    await setTimeout(MILLISECONDS_A_PAGE);
    await record(id, (entry) => void (entry.written = written));
  }
  const state = signal.aborted ? 'stopped' : 'done';
  await record(id, (entry) => void (entry.state = state));
  return state;
}

async function record(id: string, change: (entry: Export) => void): Promise<void> {
  await database().change((data) => {
    const entry = data.exports.find((each) => each.id === id);
    if (entry !== undefined) change(entry);
  });
}
