import { isDeepStrictEqual } from 'node:util';
import { assertManifest } from './assert-manifest.ts';
import type {
  FunctionChange,
  FunctionChanges,
  FunctionEntry,
  ManifestDiff,
} from './manifest-diff.ts';
import type { FunctionManifest, Manifest } from './manifest.ts';

const comparedKeys = [
  'module',
  'export',
  'name',
  'scope',
  'exports',
  'parameters',
  'captures',
  'generator',
] as const satisfies readonly (keyof FunctionChanges)[];

/**
 * Compares two manifests: which functions can be called after a deploy that could not before,
 * which no longer can, and which take or carry something else.
 */
export function diffManifests(before: Manifest, after: Manifest): ManifestDiff {
  assertManifest(before, 'the old manifest');
  assertManifest(after, 'the new manifest');
  const oldFunctions = new Map(Object.entries(before.functions));
  const newFunctions = new Map(Object.entries(after.functions));
  const changed: FunctionChange[] = [];
  for (const [id, newFunction] of newFunctions) {
    const oldFunction = oldFunctions.get(id);
    if (oldFunction === undefined) continue;
    const changes = compare(oldFunction, newFunction);
    if (changes === undefined) continue;
    changed.push({ id, before: oldFunction, after: newFunction, changes });
  }
  return {
    added: entriesMissingIn(oldFunctions, newFunctions),
    removed: entriesMissingIn(newFunctions, oldFunctions),
    changed: changed.sort(byId),
  };
}

function entriesMissingIn(
  other: ReadonlyMap<string, FunctionManifest>,
  functions: ReadonlyMap<string, FunctionManifest>,
): FunctionEntry[] {
  const entries: FunctionEntry[] = [];
  for (const [id, value] of functions) {
    if (!other.has(id)) entries.push({ id, function: value });
  }
  return entries.sort(byId);
}

function compare(before: FunctionManifest, after: FunctionManifest): FunctionChanges | undefined {
  const differing = comparedKeys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
  if (differing.length === 0) return undefined;
  return Object.fromEntries(
    differing.map((key) => [key, { before: before[key], after: after[key] }]),
  );
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
