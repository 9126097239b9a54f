import type { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { UsageError } from '../usage-error.ts';
import { addExamples, parseCount } from '../options.ts';

const KEY_LENGTH = 32;
const VARIABLE = 'CALLGATE_KEYS';

interface KeygenOptions {
  rotate?: boolean;
  keep: number;
}

/** The keys of the environment, the current one first. */
function keysOfEnvironment(): string[] {
  const keys = (process.env[VARIABLE] ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) {
    throw new UsageError(
      `\`--rotate\` needs the keys that are in use, in ${VARIABLE}`,
      'Without `--rotate` a first key is made.',
    );
  }
  const broken = keys.findIndex((key) => Buffer.from(key, 'base64').length !== KEY_LENGTH);
  if (broken !== -1) {
    // The key itself must not reach a log.
    throw new UsageError(`key ${broken + 1} of ${VARIABLE} is not ${KEY_LENGTH} bytes in base64`);
  }
  return keys;
}

function action({ rotate, keep }: KeygenOptions): void {
  const kept = rotate ? keysOfEnvironment().slice(0, keep) : [];
  const made = randomBytes(KEY_LENGTH).toString('base64');
  process.stdout.write(`${[made, ...kept].join(',')}\n`);
}

/** Adds `callgate keygen`. */
export function addKeygen(program: Command): void {
  const command = program
    .command('keygen')
    .summary('make a key that seals captured values')
    .description(
      `Prints a new key: ${KEY_LENGTH} random bytes in base64, for ${VARIABLE} in the\n` +
        'environment of every instance. The first key seals; those after it, with\n' +
        'commas between, still open what they have sealed. It is written nowhere else.\n\n' +
        `Exit code: 0, 2 for a wrong command line or if ${VARIABLE} cannot be read.`,
    )
    .option('--rotate', `put the new key before those of ${VARIABLE}`)
    .option('--keep <count>', 'how many of those stay, with `--rotate`', parseCount, 1);
  addExamples(command, [
    ['callgate keygen', 'a first key'],
    ['callgate keygen --rotate', `the next value of ${VARIABLE}`],
    ['callgate keygen --rotate --keep 0', 'forget a key that has leaked; open pages stop working'],
  ]).action(action);
}
