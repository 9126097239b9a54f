import { isDeepStrictEqual } from 'node:util';
import { assertManifest, assertModuleManifest } from './assert-manifest.ts';
import { type IdCollision, IdCollisionError } from './id-collision-error.ts';
import type { FunctionManifest, Manifest, ModuleEntry, ModuleManifest } from './manifest.ts';

/**
 * Makes one manifest of what modules expose, with sorted keys. Takes the `module` of transform
 * results, whole manifests, or both; one that is given twice counts once.
 *
 * @throws {IdCollisionError} when an id would stand for two functions.
 */
export function mergeManifests(parts: Iterable<ModuleManifest | Manifest>): Manifest {
  if (typeof parts?.[Symbol.iterator] !== 'function') {
    throw new TypeError('callgate: the manifests must be in an array or another iterable');
  }
  const { manifest, collisions } = collectManifest(parts);
  if (collisions.length > 0) throw new IdCollisionError(collisions);
  return manifest;
}

/** As `mergeManifests`, but keeps the first of two functions with one id and tells of it. */
export function collectManifest(parts: Iterable<ModuleManifest | Manifest>): {
  manifest: Manifest;
  collisions: IdCollision[];
} {
  const functions = new Map<string, FunctionManifest>();
  const modules = new Map<string, ModuleEntry>();
  const collisions: IdCollision[] = [];
  let index = 0;
  for (const part of parts) {
    for (const [path, entry] of modulesOf(part, `manifest ${index}`)) modules.set(path, entry);
    for (const [id, added] of Object.entries(part.functions)) {
      const known = functions.get(id);
      if (known === undefined) functions.set(id, added);
      else if (!isDeepStrictEqual(known, added)) collisions.push({ id, functions: [known, added] });
    }
    index += 1;
  }
  return {
    manifest: { version: 1, functions: toSorted(functions), modules: toSorted(modules) },
    collisions: collisions.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function modulesOf(part: unknown, subject: string): Iterable<[string, ModuleEntry]> {
  if (typeof part === 'object' && part !== null && 'version' in part) {
    assertManifest(part, subject);
    return Object.entries(part.modules);
  }
  assertModuleManifest(part, subject);
  return [[part.path, { directive: part.directive, exports: part.exports }]];
}

function toSorted<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
