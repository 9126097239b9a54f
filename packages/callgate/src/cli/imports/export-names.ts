import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import type { ModuleRecord } from './module-record.ts';
import { readModuleRecord } from './module-record.ts';
import { createResolver } from './resolver.ts';

/** Names behind `export * from`, by path of the module relative to the root, then by source. */
export type ResolvedExports = Record<string, Record<string, string[]>>;

function readRecord(path: string): ModuleRecord | null {
  try {
    return readModuleRecord(path, readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Finds the names behind the `export * from` statements of modules. A source whose names cannot
 * be known, such as a CommonJS module, is left out.
 */
export function resolveExportNames(root: string, paths: Iterable<string>): ResolvedExports {
  const resolve = createResolver();

  /** The names that `export * from` this file gives; `null` when they cannot be known. */
  const namesOf = (file: string, visited: ReadonlySet<string>): Set<string> | null => {
    if (visited.has(file)) return new Set();
    const record = readRecord(file);
    if (record === null || record.exports.length + record.reExports.length === 0) return null;
    const names = new Set(record.exports);
    for (const { source, exported } of record.reExports) {
      if (exported !== null) {
        names.add(exported);
        continue;
      }
      const target = resolve(source, file);
      const inner = target === null ? null : namesOf(target, new Set(visited).add(file));
      if (inner === null) return null;
      for (const name of inner) names.add(name);
    }
    names.delete('default');
    return names;
  };

  const resolved: ResolvedExports = {};
  for (const path of paths) {
    const file = resolvePath(root, path);
    const bySource: Record<string, string[]> = {};
    for (const { source, exported } of readRecord(file)?.reExports ?? []) {
      if (exported !== null) continue;
      const target = resolve(source, file);
      const names = target === null ? null : namesOf(target, new Set([file]));
      if (names !== null) bySource[source] = [...names].sort();
    }
    resolved[path] = bySource;
  }
  return resolved;
}
