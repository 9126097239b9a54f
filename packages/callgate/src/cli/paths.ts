import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { UsageError } from './usage-error.ts';
import { nearest } from './suggestion.ts';

/** A path with `/` separators, on every platform. */
export function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** Whether there is something of this name; a link to nothing counts, and is found unreadable. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What a path that does not exist was probably meant to be, written as it was typed. */
function suggestPath(path: string): string | undefined {
  let missing = path;
  while (!exists(dirname(resolve(missing))) && dirname(missing) !== missing) {
    missing = dirname(missing);
  }
  const parent = dirname(resolve(missing));
  if (!isDirectory(parent)) return undefined;
  const name = nearest(basename(missing), readdirSync(parent));
  if (name === null) return undefined;
  const rest = path.slice(missing.length);
  const prefix = missing.slice(0, missing.length - basename(missing).length);
  return `did you mean \`${prefix}${name}${rest}\`?`;
}

/** The error for a path that does not exist. */
export function missingPath(path: string): UsageError {
  return new UsageError(`there is no file or directory \`${path}\``, suggestPath(path));
}

/** The root directory that was chosen, as an absolute path. */
export function resolveRoot(root: string): string {
  const path = resolve(root);
  if (!exists(path)) throw missingPath(root);
  if (!isDirectory(path)) throw new UsageError(`the root \`${root}\` is not a directory`);
  return path;
}

/** Whether a path that does not exist can be meant as a glob pattern. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** Paths and patterns as they were typed, relative to the root as the project scan takes them. */
export function toInclude(paths: readonly string[], root: string): string[] {
  return paths.map((path) => {
    const absolute = resolve(path);
    if (!exists(absolute) && !isGlob(path)) throw missingPath(path);
    const include = toPosix(relative(root, absolute));
    if (include === '..' || include.startsWith('../') || resolve(include) === include) {
      throw new UsageError(
        `\`${path}\` lies outside the root ${root}`,
        'give `--root` a directory that holds all of it',
      );
    }
    return include === '' ? '.' : include;
  });
}
