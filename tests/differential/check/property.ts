/** The property itself, checked for a number of programs in this process. */
import fc from 'fast-check';

import { elaborate } from '../elaborate/program.ts';
import { programTree } from '../tree/arbitrary.ts';
import type { ProgramTree } from '../tree/types.ts';
import type { Subject } from './subject.ts';
import { type Difference, judge } from './verdict.ts';

/** Which programs to check. */
export interface Selection {
  readonly seed: number;
  readonly runs: number;
  /** Fast-check's path to one program, to see a failure again. */
  readonly path?: string;
  /** Checks the SWC plugin instead of the addon. */
  readonly plugin?: boolean;
  /** Checks something that is broken on purpose, by its name. */
  readonly breakage?: string;
}

/** A failure, shrunk. */
export interface Failure extends Difference {
  readonly source: string;
  readonly language: string;
  readonly seed: number;
  readonly path: string;
}

/** What was checked, and the failure if there is one. */
export interface Outcome {
  readonly runs: number;
  /** How often each kind of verdict was given. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many programs have each feature. */
  readonly features: Readonly<Record<string, number>>;
  /** How many server functions the programs have together. */
  readonly servers: number;
  readonly failure: Failure | null;
}

/** Checks programs until one fails, which is then shrunk. */
export async function checkPrograms(selection: Selection, subject: Subject): Promise<Outcome> {
  const verdicts: Record<string, number> = {};
  const features: Record<string, number> = {};
  let servers = 0;
  let found: Difference | null = null;

  const property = fc.asyncProperty(programTree, async (tree) => {
    const program = elaborate(tree);
    const verdict = await judge(program, subject);
    if (found === null) {
      add(verdicts, verdict.kind);
      servers += program.servers;
      for (const feature of program.features.keys()) add(features, feature);
    }
    if (verdict.kind !== 'different') return true;
    // A smaller program with another difference is not a smaller form of this one.
    if (found !== null && verdict.title !== found.title) return true;
    found = verdict;
    return false;
  });
  const { seed, runs, path } = selection;
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path === undefined ? {} : { path }),
  });
  const failure = await describe(details, subject);
  return { runs: details.numRuns, verdicts, features, servers, failure };
}

async function describe(
  details: fc.RunDetails<[ProgramTree]>,
  subject: Subject,
): Promise<Failure | null> {
  const { counterexample, counterexamplePath, seed, failed } = details;
  if (!failed) return null;
  if (counterexample === null || counterexamplePath === null) throw new Error('nothing was run');
  const program = elaborate(counterexample[0]);
  const place = {
    source: program.source,
    language: program.language,
    seed,
    path: counterexamplePath,
  };
  try {
    const verdict = await judge(program, subject);
    if (verdict.kind === 'different') return { ...verdict, ...place };
    const difference = { title: 'A failure does not repeat', details: '', code: '' };
    return { kind: 'different', ...difference, ...place };
  } catch (error) {
    // The harness itself threw, which is a failure all the same.
    return {
      kind: 'different',
      title: 'The check cannot run the program',
      details: error instanceof Error ? (error.stack ?? error.message) : String(error),
      code: '',
      ...place,
    };
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
