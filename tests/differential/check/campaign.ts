/** Checks many programs, in chunks that run in processes of their own. */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Failure, Outcome, Selection } from './property.ts';

/** What to check, and how long at most. */
export interface Campaign extends Selection {
  readonly maxMilliseconds: number;
  /** Called when a chunk has ended. */
  readonly onProgress?: (done: number) => void;
}

/** The outcomes of all chunks, added up. */
export interface Summary {
  readonly runs: number;
  readonly servers: number;
  readonly verdicts: ReadonlyMap<string, number>;
  readonly features: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
  readonly milliseconds: number;
}

// Modules are kept for as long as a process runs, so a process must not run too many.
const chunkSize = 1000;

/** Checks `campaign.runs` programs. Rejects when the time is over or a process dies. */
export async function runCampaign(campaign: Campaign): Promise<Summary> {
  const start = performance.now();
  const pending = chunks(campaign);
  const outcomes: Outcome[] = [];
  const children = new Set<ChildProcess>();
  const timer = setTimeout(() => stop(children), campaign.maxMilliseconds);
  const work = async (): Promise<void> => {
    for (let chunk = pending.shift(); chunk !== undefined; chunk = pending.shift()) {
      const outcome = await runChunk(chunk, children);
      outcomes.push(outcome);
      if (outcome.failure !== null) pending.length = 0;
      campaign.onProgress?.(outcomes.reduce((sum, { runs }) => sum + runs, 0));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), 8) }, work));
  } finally {
    clearTimeout(timer);
    stop(children);
  }
  return summarise(outcomes, performance.now() - start);
}

/** Each chunk has a seed that follows from the campaign's. A path is one run of one seed. */
function chunks({ seed, runs, path, breakage, plugin = false }: Selection): Selection[] {
  const common = { plugin, ...(breakage === undefined ? {} : { breakage }) };
  if (path !== undefined) return [{ ...common, seed, runs: 1, path }];
  const count = Math.ceil(runs / chunkSize);
  return Array.from({ length: count }, (_, index) => ({
    ...common,
    seed: seed + index,
    runs: Math.min(chunkSize, runs - index * chunkSize),
  }));
}

async function runChunk(selection: Selection, children: Set<ChildProcess>): Promise<Outcome> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: [
      '--conditions=react-server',
      '--experimental-vm-modules',
      '--no-warnings',
      '--import=tsx',
    ],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  children.add(child);
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      child.once('message', (outcome: Outcome) => resolve(outcome));
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        const { seed, runs } = selection;
        reject(new Error(`the ${runs} programs of seed ${seed} ended with ${signal ?? code}`));
      });
      child.send(selection);
    });
  } finally {
    children.delete(child);
  }
}

function stop(children: ReadonlySet<ChildProcess>): void {
  for (const child of children) child.kill();
}

function summarise(outcomes: readonly Outcome[], milliseconds: number): Summary {
  const sum = (pick: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + pick(outcome), 0);
  return {
    runs: sum(({ runs }) => runs),
    servers: sum(({ servers }) => servers),
    verdicts: merge(outcomes.map(({ verdicts }) => verdicts)),
    features: merge(outcomes.map(({ features }) => features)),
    failures: outcomes.flatMap(({ failure }) => (failure === null ? [] : [failure])),
    milliseconds,
  };
}

function merge(all: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const merged = new Map<string, number>();
  for (const counts of all) {
    for (const [key, count] of Object.entries(counts))
      merged.set(key, (merged.get(key) ?? 0) + count);
  }
  return merged;
}
