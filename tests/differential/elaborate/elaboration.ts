/** The program that is being written: its style, and what has been counted so far. */
import { type Comments, createComments } from '../print/comments.ts';
import { namesFor } from '../print/names.ts';
import type { Binding } from '../scope/binding.ts';
import type { FunctionContext } from '../scope/function-context.ts';
import type { Scope } from '../scope/scope.ts';
import type { StyleTree } from '../tree/types.ts';

/** The language of a program, which is also the extension of its file. */
export type Language = 'js' | 'jsx' | 'ts' | 'tsx';

/** State of the elaboration of one program. */
export interface Elaboration {
  /** A file with a file-level `'use server'`. */
  readonly file: boolean;
  /** Values that travel have to be able to. */
  readonly wire: boolean;
  readonly language: Language;
  readonly jsx: boolean;
  readonly typescript: boolean;
  readonly semicolons: boolean;
  readonly names: readonly string[];
  readonly comments: Comments;
  /** How often the program has each feature. */
  readonly features: Map<string, number>;
  /** Documented errors that the program may rightly be given. */
  readonly causes: Set<string>;
  /** Bindings whose values are being written. */
  readonly owners: Binding[];
  /** The contexts of all functions. */
  readonly contexts: FunctionContext[];
  /** Bindings whose functions are pinned: see copies.ts. */
  readonly pinned: Set<Binding>;
  /** Variables that change after their declaration. */
  readonly changing: Set<Binding>;
  /** The number of server functions that are marked. */
  servers: number;
  /** The number of places that log. */
  sites: number;
  /** Whether the module has its default export. */
  hasDefault: boolean;
}

/** Where in a program something is written. */
export interface Place {
  readonly program: Elaboration;
  readonly scope: Scope;
}

const languages: readonly Language[] = [
  'js',
  'js',
  'js',
  'js',
  'js',
  'js',
  'jsx',
  'jsx',
  'ts',
  'tsx',
];

/** Starts the elaboration of a program. */
export function createElaboration(style: StyleTree): Elaboration {
  const language = languages[style.language % languages.length] ?? 'js';
  return {
    file: style.file === 1,
    wire: style.wire === 1,
    language,
    jsx: language.endsWith('x'),
    typescript: language.startsWith('ts'),
    semicolons: style.semicolons === 0,
    names: namesFor(style.names),
    comments: createComments(style.comments),
    features: new Map(),
    causes: new Set(),
    owners: [],
    contexts: [],
    pinned: new Set(),
    changing: new Set(),
    servers: 0,
    sites: 0,
    hasDefault: false,
  };
}

/** Counts a feature. */
export function count(program: Elaboration, feature: string): void {
  program.features.set(feature, (program.features.get(feature) ?? 0) + 1);
}

/** A number for a place that logs, so that traces show where an entry comes from. */
export function nextSite(program: Elaboration): number {
  program.sites += 1;
  return program.sites;
}

/** The function that `place` is in. */
export function contextOf(place: Place): FunctionContext {
  return place.scope.context;
}

/** Runs `write` while `bindings` own every function and every use that it writes. */
export function owning<Result>(
  program: Elaboration,
  bindings: readonly Binding[],
  write: () => Result,
): Result {
  const { length } = program.owners;
  program.owners.push(...bindings);
  try {
    return write();
  } finally {
    program.owners.length = length;
  }
}

/** Makes the context of a function that is about to be written. */
export function enterFunction(
  place: Place,
  draft: Omit<FunctionContext, 'parent' | 'uses' | 'pinned'>,
): FunctionContext {
  const context: FunctionContext = {
    ...draft,
    parent: contextOf(place),
    uses: new Set(),
    pinned: false,
  };
  place.program.contexts.push(context);
  if (!context.immediate) for (const owner of place.program.owners) owner.closures.push(context);
  return context;
}

/** One of `options`, the first for 0. */
export function pick<Option>(options: readonly [Option, ...Option[]], choice: number): Option {
  return options[choice % options.length] ?? options[0];
}
