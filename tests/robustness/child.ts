/** The process that tries texts: told which, it sends the text that breaks a law, if there is one. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import fc from 'fast-check';

import { readCorpus } from './corpus.ts';
import { brokenLaw } from './laws.ts';
import { mutatedFile, type MutatedFile } from './mutation.ts';
import { tokenSoup } from './tokens.ts';

/** Which texts to try. */
export interface Order {
  readonly texts: 'token soup' | 'mutated files';
  readonly seed: number;
  readonly runs: number;
  readonly path?: string;
  /** A file that holds the text at hand, to be read if the process dies. */
  readonly note: string;
}

/** What was tried, and what breaks a law. */
export interface Finding {
  readonly runs: number;
  readonly failure: {
    readonly law: string;
    readonly file: MutatedFile;
    readonly path: string;
  } | null;
}

const extensions = ['js', 'jsx', 'ts', 'tsx', 'mts'] as const;

process.once('message', (order: Order) => {
  run(order).then(
    (finding) => process.send?.(finding, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run({ texts, seed, runs, path, note }: Order): Promise<Finding> {
  const soup = fc
    .tuple(tokenSoup, fc.constantFrom(...extensions))
    .map(([text, extension]) => ({ name: `soup.${extension}`, text }));
  const files = texts === 'token soup' ? soup : mutatedFile(readCorpus());
  const descriptor = openSync(note, 'w');
  let law: string | null = null;
  const property = fc.asyncProperty(files, async ({ name, text }) => {
    ftruncateSync(descriptor);
    writeSync(descriptor, `${name}\n${text}`, 0);
    const found = await lawOf(text, name);
    if (found === null || (law !== null && title(found) !== title(law))) return true;
    law = found;
    return false;
  });
  const options = { seed, numRuns: runs, ...(path === undefined ? {} : { path }) };
  const { failed, counterexample, counterexamplePath, numRuns } = await fc.check(property, options);
  closeSync(descriptor);
  if (!failed || counterexample === null) return { runs: numRuns, failure: null };
  return {
    runs: numRuns,
    failure: { law: law ?? '', file: counterexample[0], path: counterexamplePath ?? '' },
  };
}

async function lawOf(text: string, name: string): Promise<string | null> {
  try {
    return await brokenLaw(text, name);
  } catch (error) {
    return `the compiler throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The part of a law's text that does not depend on the text that breaks it. */
function title(law: string): string {
  return law.split(': ').slice(0, 2).join(': ');
}
