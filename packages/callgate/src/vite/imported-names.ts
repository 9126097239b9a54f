import { readModuleRecord } from '../cli/imports/module-record.ts';
import type { UsedNames } from './exposure.ts';
import type { ModuleResolver } from './star-exports.ts';

/** A module that imports others. */
export interface Importer {
  readonly id: string;
  /** Its code after all transforms; `null` when the bundler has none. */
  readonly code: string | null;
}

/**
 * Which exports of some modules another module imports, by id of the module that it imports. The
 * whole of a module that is imported in a way that cannot be told.
 */
export async function importedNames(
  { id, code }: Importer,
  targets: ReadonlySet<string>,
  resolve: ModuleResolver,
): Promise<Map<string, UsedNames>> {
  // Transformed by then, so it is JavaScript whatever the file is called.
  const record = code === null ? null : readModuleRecord('module.js', code);
  if (record === null) return new Map([...targets].map((target) => [target, 'all']));
  const bySource = new Map<string, (string | null)[]>();
  for (const { source, name } of record.imports) put(bySource, source, name);
  for (const { source, imported } of record.reExports) put(bySource, source, imported);
  const used = new Map<string, UsedNames>();
  for (const [source, names] of bySource) {
    const target = await resolve(source, id);
    if (target === undefined || !targets.has(target)) continue;
    const before = used.get(target) ?? new Set();
    const isAll = before === 'all' || names.includes(null);
    used.set(
      target,
      isAll ? 'all' : new Set([...before, ...names.filter((name) => name !== null)]),
    );
  }
  // Nothing found: it is imported in a way that the record does not show.
  for (const target of targets) if (!used.has(target)) used.set(target, 'all');
  return used;
}

function put(map: Map<string, (string | null)[]>, key: string, value: string | null): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
