import { readFile } from 'node:fs/promises';
import { type ModuleRecord, readModuleRecord } from '../cli/imports/module-record.ts';
import { sourceFileOf } from './module-id.ts';

/** Resolves what a module imports to the id of the module that it gets. */
export type ModuleResolver = (source: string, importer: string) => Promise<string | undefined>;

/** The names behind the `export * from` of a module, by source as written. */
export async function resolveStarExports(
  file: string,
  code: string,
  resolve: ModuleResolver,
): Promise<Record<string, readonly string[]>> {
  const resolved: Record<string, readonly string[]> = {};
  for (const { source, exported } of readModuleRecord(file, code)?.reExports ?? []) {
    if (exported !== null) continue;
    const names = await namesBehind(source, file, resolve, new Set([file]));
    // Left out, the compiler asks to list them.
    if (names !== null) resolved[source] = [...names].sort();
  }
  return resolved;
}

/** The names that `export * from` gives; `null` when they cannot be known. */
async function namesBehind(
  source: string,
  importer: string,
  resolve: ModuleResolver,
  visited: ReadonlySet<string>,
): Promise<Set<string> | null> {
  const id = await resolve(source, importer);
  const file = id === undefined ? undefined : sourceFileOf(id);
  if (file === undefined) return null;
  if (visited.has(file)) return new Set();
  const record = await readRecord(file);
  if (record === null || record.exports.length + record.reExports.length === 0) return null;
  const names = new Set(record.exports);
  for (const reExport of record.reExports) {
    if (reExport.exported !== null) {
      names.add(reExport.exported);
      continue;
    }
    const inner = await namesBehind(reExport.source, file, resolve, new Set(visited).add(file));
    if (inner === null) return null;
    for (const name of inner) names.add(name);
  }
  names.delete('default');
  return names;
}

async function readRecord(file: string): Promise<ModuleRecord | null> {
  try {
    return readModuleRecord(file, await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
