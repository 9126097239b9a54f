import type { Ignore } from 'ignore';
import createIgnore from 'ignore';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The rules of one `.gitignore`, and the directory that they are relative to. */
interface Rules {
  directory: string;
  ignore: Ignore;
}

/** Whether a file or directory below the root is left out of a project. */
export type IsLeftOut = (path: string, isDirectory: boolean) => boolean;

const sourceFile = /(?<!\.d)\.(?:[cm]?ts)$|\.(?:[cm]?js|[jt]sx)$/;

/** Whether a path has an extension of JavaScript or TypeScript and is no declaration file. */
export function isSourceFile(path: string): boolean {
  return sourceFile.test(path);
}

function readRules(directory: string): Rules[] {
  try {
    const text = readFileSync(join(directory, '.gitignore'), 'utf8');
    return [{ directory, ignore: createIgnore({ ignorecase: false }).add(text) }];
  } catch {
    return [];
  }
}

/** The rules of the directories above `root` that belong to the same repository. */
function rulesAbove(root: string): Rules[] {
  const parent = dirname(root);
  if (parent === root || existsSync(join(root, '.git'))) return [];
  return [...rulesAbove(parent), ...readRules(parent)];
}

/** As git does it: the file nearest to the path decides, if it says anything. */
function isIgnored(path: string, isDirectory: boolean, rules: readonly Rules[]): boolean {
  for (const { directory, ignore } of rules.toReversed()) {
    const name = relative(directory, path).split(sep).join('/');
    const { ignored, unignored } = ignore.test(isDirectory ? `${name}/` : name);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/**
 * Makes the same choice as the project scan: hidden files, `node_modules` and what `.gitignore`
 * files list are left out. A directory that is left out is not to be entered.
 */
export function createSelection(root: string): IsLeftOut {
  const above = rulesAbove(root);
  const byDirectory = new Map<string, Rules[]>();
  const rulesIn = (directory: string): Rules[] => {
    let rules = byDirectory.get(directory);
    if (rules === undefined) {
      const inherited = directory === root ? above : rulesIn(dirname(directory));
      rules = [...inherited, ...readRules(directory)];
      byDirectory.set(directory, rules);
    }
    return rules;
  };
  return (path, isDirectory) => {
    if (path === root) return false;
    const name = path.slice(path.lastIndexOf(sep) + 1);
    return (
      name.startsWith('.') ||
      (isDirectory && name === 'node_modules') ||
      isIgnored(path, isDirectory, rulesIn(dirname(path)))
    );
  };
}
