// @ts-check
// What keeps this process alive, and what its heap holds.

import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The sockets and timers of this process. */
export function countHandles() {
  return process.getActiveResourcesInfo().filter((name) => /Timeout|TCPSocket|Immediate/.test(name))
    .length;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** The size of the heap, after what is garbage is gone. */
export async function heapInUse() {
  // What a finalizer holds goes with the second round.
  for (let round = 0; round < 2; round += 1) {
    collectGarbage();
    await turn();
  }
  return process.memoryUsage().heapUsed;
}

/**
 * By how many bytes the heap grows in a round of work, in the median: a leak shows in each round, what
 * is only late to go in one.
 *
 * @param {number} rounds
 * @param {() => Promise<void>} work
 */
export async function heapGrowth(rounds, work) {
  const grown = [];
  let before = await heapInUse();
  for (let round = 0; round < rounds; round += 1) {
    await work();
    const after = await heapInUse();
    grown.push(after - before);
    before = after;
  }
  return grown.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
