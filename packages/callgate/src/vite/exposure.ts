import type { FunctionManifest, Manifest, ModuleManifest } from '../manifest.ts';
import { mergeManifests } from '../merge-manifests.ts';

/** Which exports of a module something uses; `all` when that cannot be told. */
export type UsedNames = ReadonlySet<string> | 'all';

/**
 * The functions that somebody can come to hold: inline ones, which the server renders, and of files
 * with the directive those that the server imports, or whose stub is in the client's code.
 *
 * @param usesOf by path of the module, what uses it
 */
export function exposedManifest(
  modules: readonly ModuleManifest[],
  usesOf: (path: string) => readonly UsedNames[],
): Manifest {
  return mergeManifests(modules.map((module) => keepUsed(module, usesOf(module.path))));
}

function keepUsed(module: ModuleManifest, uses: readonly UsedNames[]): ModuleManifest {
  const isUsed = (entry: FunctionManifest): boolean =>
    entry.scope === 'inline' ||
    uses.some((names) => names === 'all' || entry.exports.some((name) => names.has(name)));
  const functions = Object.entries(module.functions).filter(([, entry]) => isUsed(entry));
  return { ...module, functions: Object.fromEntries(functions) };
}
