import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../transform-options.ts';

/** The environments, in the order in which they are told. */
export const environments: readonly Environment[] = ['server', 'ssr', 'client'];

/** Options that every command which reads a project has. */
export interface ProjectOptions {
  root: string;
  exclude?: string[];
  salt?: string;
  narrow: boolean;
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Reads `server,client`; the option may also be given several times. */
export function parseEnvironments(value: string, previous: Environment[] = []): Environment[] {
  const chosen = value.split(',').map((name) => {
    const environment = environments.find((known) => known === name.trim());
    if (environment === undefined) {
      throw new InvalidArgumentError(`Allowed choices are ${environments.join(', ')}.`);
    }
    return environment;
  });
  return [...new Set([...previous, ...chosen])];
}

/** Reads a number of things: a whole number from 0. */
export function parseCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(value);
}

/** The option that chooses the directory of a project. */
export function rootOption(): Option {
  return new Option(
    '-r, --root <directory>',
    'the directory that module paths and ids are relative to; give what the build uses',
  ).default('.', 'the current directory');
}

/** Adds the options that decide about ids and what of a project is read. */
export function addProjectOptions(command: Command): Command {
  return command
    .addOption(rootOption())
    .option(
      '-x, --exclude <pattern>',
      'leave out what this line of a .gitignore would; may be repeated',
      collect,
    )
    .option('--salt <text>', 'what the build mixes into every id')
    .option('--no-narrow', 'send captured values whole; as `narrowCaptures: false` in the build');
}

/** Adds the option that turns colours on or off. */
export function addColorOptions(command: Command): Command {
  return command
    .option('--color', 'use colors even if the output is not a terminal')
    .option('--no-color', 'use no colors');
}

/** Adds examples to the help of a command: what is typed, and what it does. */
export function addExamples(command: Command, examples: readonly [string, string][]): Command {
  const width = Math.max(...examples.map(([typed]) => typed.length));
  const lines = examples.map(([typed, effect]) => `  ${typed.padEnd(width)}   ${effect}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
