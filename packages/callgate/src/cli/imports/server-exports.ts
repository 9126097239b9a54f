import type { Manifest } from '../../manifest.ts';
import type { ModuleRecord } from './module-record.ts';

/** For an export name, the ids of the server functions that it stands for or gives access to. */
export type ServerExports = Map<string, Set<string>>;

/** A file and what it imports and exports. */
export interface ProjectModule {
  /** Absolute path. */
  path: string;
  record: ModuleRecord;
  /** The absolute path behind a specifier, if it is known. */
  resolve(specifier: string): string | null;
}

/** The names under which another module can import a function; none if it cannot. */
export function importableNames(item: Manifest['functions'][string]): readonly string[] {
  // An inline function can be imported only when it is itself an export, not a part of one.
  return item.scope === 'module' || item.exports.includes(item.export) ? item.exports : [];
}

function add(exports: ServerExports, name: string, ids: Iterable<string>): boolean {
  const known = exports.get(name) ?? new Set();
  const before = known.size;
  for (const id of ids) known.add(id);
  if (known.size > 0) exports.set(name, known);
  return known.size > before;
}

/** Takes over what a module exports again; tells whether anything was new. */
function follow(module: ProjectModule, byPath: ReadonlyMap<string, ServerExports>): boolean {
  const own = byPath.get(module.path);
  if (own === undefined) return false;
  let changed = false;
  for (const { source, imported, exported } of module.record.reExports) {
    const target = byPath.get(module.resolve(source) ?? '');
    if (target === undefined) continue;
    if (exported === null) {
      // export * from "./m"
      for (const [name, ids] of target) {
        if (name !== 'default') changed = add(own, name, ids) || changed;
      }
    } else if (imported === null) {
      // export * as ns from "./m"
      for (const ids of target.values()) changed = add(own, exported, ids) || changed;
    } else {
      changed = add(own, exported, target.get(imported) ?? []) || changed;
    }
  }
  return changed;
}

/**
 * The server functions behind the exports of every module, through any number of re-exporting
 * modules. A module of server functions that exports another one's again has functions of its own.
 */
export function findServerExports(
  modules: readonly ProjectModule[],
  manifest: Manifest,
  absolute: (path: string) => string,
): Map<string, ServerExports> {
  const byPath = new Map<string, ServerExports>(modules.map(({ path }) => [path, new Map()]));
  const serverModules = new Set<string>();
  for (const [id, item] of Object.entries(manifest.functions)) {
    const path = absolute(item.module);
    const exports = byPath.get(path) ?? new Map();
    byPath.set(path, exports);
    if (item.scope === 'module') serverModules.add(path);
    for (const name of importableNames(item)) add(exports, name, [id]);
  }
  const barrels = modules.filter(
    ({ path, record }) => record.reExports.length > 0 && !serverModules.has(path),
  );
  // Modules may export one another's names in a circle, so this goes on until nothing is new.
  let changed = true;
  while (changed) {
    changed = false;
    for (const module of barrels) changed = follow(module, byPath) || changed;
  }
  return byPath;
}
