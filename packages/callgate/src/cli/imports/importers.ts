import { readFile } from 'node:fs/promises';
import { relative, resolve as resolvePath, sep } from 'node:path';
import type { Manifest } from '../../manifest.ts';
import type { ImportRecord } from './module-record.ts';
import { readModuleRecord } from './module-record.ts';
import { createResolver } from './resolver.ts';
import type { ProjectModule, ServerExports } from './server-exports.ts';
import { findServerExports, importableNames } from './server-exports.ts';
import { listSourceFiles } from './source-files.ts';

/** An import that names a server function. */
export interface Importer {
  /** Path relative to the root, `/` separators. */
  path: string;
  /** Line of the import, from 1. */
  line: number;
  /** How it is imported: by its name, or with all of its module. */
  kind: ImportRecord['kind'];
}

interface ReadModule extends ProjectModule {
  text: string;
}

/** Files that are read at a time: enough to keep the disk busy, few enough to be open at once. */
const batchSize = 64;

async function readModules(root: string, onRead: (files: number) => void): Promise<ReadModule[]> {
  const resolve = createResolver();
  const files = await listSourceFiles(root);
  const modules: ReadModule[] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    const batch = files.slice(start, start + batchSize);
    const texts = await Promise.all(batch.map((path) => readFile(path, 'utf8').catch(() => '')));
    for (const [index, path] of batch.entries()) {
      const text = texts[index] ?? '';
      const record = /\bimport\b|\bfrom\b/.test(text) ? readModuleRecord(path, text) : null;
      if (record === null) continue;
      modules.push({ path, text, record, resolve: (specifier) => resolve(specifier, path) });
    }
    onRead(start + batch.length);
  }
  return modules;
}

function idsOf(record: ImportRecord, exports: ServerExports): Iterable<string> {
  if (record.name !== null) return exports.get(record.name) ?? [];
  return new Set([...exports.values()].flatMap((ids) => [...ids]));
}

/**
 * The imports of a module. One of server functions that exports another one's again wraps it in a
 * function of its own, which calls it: `export { f } from './m'` is an import there.
 */
function importsOf(module: ProjectModule, isServerModule: boolean): ImportRecord[] {
  if (!isServerModule) return module.record.imports;
  const forwarded = module.record.reExports.map(({ source, imported, start }): ImportRecord => {
    return { source, name: imported, kind: imported === null ? 'namespace' : 'named', start };
  });
  return [...module.record.imports, ...forwarded];
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/**
 * Finds the imports that name each server function: directly, through re-exports, or with its
 * whole module. Functions that cannot be imported are not in the result.
 */
export async function findImporters(
  root: string,
  manifest: Manifest,
  onRead: (files: number) => void = () => {},
): Promise<Map<string, Importer[]>> {
  const absolute = (path: string): string => resolvePath(root, path);
  const importers = new Map<string, Importer[]>();
  for (const [id, item] of Object.entries(manifest.functions)) {
    if (importableNames(item).length > 0) importers.set(id, []);
  }
  if (importers.size === 0) return importers;
  const modules = await readModules(root, onRead);
  const exports = findServerExports(modules, manifest, absolute);
  for (const module of modules) {
    const path = relative(root, module.path).split(sep).join('/');
    for (const record of importsOf(module, manifest.modules[path]?.directive === 'use server')) {
      const target = exports.get(module.resolve(record.source) ?? '');
      for (const id of target === undefined ? [] : idsOf(record, target)) {
        const known = importers.get(id);
        // A module counts once; its first import is the one to look at.
        if (known === undefined || known.at(-1)?.path === path) continue;
        known.push({ path, line: lineOf(module.text, record.start), kind: record.kind });
      }
    }
  }
  return importers;
}
