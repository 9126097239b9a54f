import { readModuleRecord } from '../cli/imports/module-record.ts';
import type { UsedNames } from './exposure.ts';
import type { ModuleResolver } from './star-exports.ts';

/** Which exports of a module another one imports. */
export async function importedNames(
  importer: { readonly id: string; readonly code: string },
  target: string,
  resolve: ModuleResolver,
): Promise<UsedNames> {
  // Transformed by then, so it is JavaScript whatever the file is called.
  const record = readModuleRecord('module.js', importer.code);
  if (record === null) return 'all';
  const uses = [
    ...record.imports.map(({ source, name }) => ({ source, name })),
    ...record.reExports.map(({ source, imported }) => ({ source, name: imported })),
  ];
  const names = new Set<string>();
  for (const { source, name } of uses) {
    if ((await resolve(source, importer.id)) !== target) continue;
    if (name === null) return 'all';
    names.add(name);
  }
  // Nothing found: it is imported in a way that the record does not show.
  return names.size === 0 ? 'all' : names;
}
