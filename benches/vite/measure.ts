import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Row } from '../src/table.ts';
import type { Measurement } from './child.ts';
import { FULL, generate, type Variant } from './generate.ts';

const child = join(import.meta.dirname, 'child.ts');
const group = 'Vite, a project of 500 modules with 2,000 server functions, half of them inline';
const ROUNDS = 5;

/** Builds and serves a generated project with plugin-rsc's own step and with ours, in turns. */
export function vite(rounds: number = ROUNDS): Row[] {
  // Where the project finds the packages of the workspace.
  const home = join(import.meta.dirname, '.cache');
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'project-'));
  try {
    generate(folder, FULL);
    const builds = inTurns(folder, 'build', rounds);
    const starts = inTurns(folder, 'serve', rounds);
    return [
      {
        group,
        measure: "the step for 'use server' of a build",
        ...compare(builds, ({ step }) => step, 0.25),
      },
      {
        group,
        measure: "the same, with what plugin-rsc's own does beside it",
        ...compare(builds, ({ step, rest }) => step + rest),
      },
      { group, measure: 'the whole build, cold', ...compare(builds, ({ total }) => total, 1) },
      {
        group,
        measure: 'dev server, cold, to the first page',
        ...compare(starts, ({ total }) => total),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Round = Record<Variant, Measurement>;

function inTurns(folder: string, mode: 'build' | 'serve', rounds: number): Round[] {
  return Array.from({ length: rounds }, () => ({
    'plugin-rsc': run(folder, 'plugin-rsc', mode),
    callgate: run(folder, 'callgate', mode),
  }));
}

function run(folder: string, variant: Variant, mode: string): Measurement {
  for (const name of ['dist', `.vite-${variant}`]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const output = execFileSync(process.execPath, ['--import', 'tsx', child, folder, variant, mode], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

function compare(
  rounds: readonly Round[],
  time: (measurement: Measurement) => number,
  limit?: number,
): Pick<Row, 'figure' | 'target' | 'detail'> {
  const ratio = median(rounds.map((round) => time(round.callgate) / time(round['plugin-rsc'])));
  const ours = median(rounds.map((round) => time(round.callgate)));
  const theirs = median(rounds.map((round) => time(round['plugin-rsc'])));
  return {
    figure: `${ratio.toFixed(2)}×`,
    ...(limit !== undefined && { target: atMost(ratio, limit, '×') }),
    detail: `${ours.toFixed(0)} ms, ${theirs.toFixed(0)} ms with plugin-rsc's own`,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
