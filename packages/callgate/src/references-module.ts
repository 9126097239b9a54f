import type { ModuleManifest } from './manifest.ts';
import { mergeManifests } from './merge-manifests.ts';

/** A module with server functions: what importers call it, and what the compiler says of it. */
export type ReferencedModule = readonly [id: string, module: ModuleManifest];

/**
 * Writes the module that a dispatcher is made of: it exports the `manifest` of all given modules, and
 * `load`, which imports one of them by its path in the manifest, when it is called. Both are options
 * of `createServerFunctionHandler`.
 *
 * @param modules ids as a bundler resolves them, with the `module` of transform results
 * @throws {IdCollisionError} when an id would stand for two functions.
 */
export function createReferencesModule(modules: Iterable<ReferencedModule>): string {
  const all = [...modules];
  const manifest = mergeManifests(all.map(([, module]) => module));
  return `const modules = new Map([
${toLoaderEntries(all)}]);
export const manifest = ${JSON.stringify(manifest)};
export const load = (path) => modules.get(path)();
`;
}

/** The entries of a map from the paths of modules to functions that import them. */
export function toLoaderEntries(modules: readonly ReferencedModule[]): string {
  const entries = modules.map(
    ([id, { path }]) => `  [${JSON.stringify(path)}, () => import(${JSON.stringify(id)})],\n`,
  );
  return entries.join('');
}
