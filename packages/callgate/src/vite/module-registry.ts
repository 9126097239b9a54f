import { isDeepStrictEqual } from 'node:util';
import type { ModuleManifest } from '../manifest.ts';
import type { Environment } from '../transform-options.ts';

/** A module with server functions, as it was compiled for one graph. */
export interface ServerModule {
  /** Vite's id of the module. */
  readonly id: string;
  readonly manifest: ModuleManifest;
  /** The text that was compiled. */
  readonly code: string;
  /** What the compiler made of it. */
  readonly output: string;
}

/** What is known of the modules of all graphs. */
export interface ModuleRegistry {
  /**
   * Puts what a compilation gave in the place of what the last one gave.
   *
   * @param module `null` when the module has no server functions, or has them no more
   * @returns whether something other is known now
   */
  replace(graph: Environment, id: string, module: ServerModule | null): boolean;
  get(graph: Environment, id: string): ServerModule | undefined;
  /** Each module once, sorted by path. */
  modules(): ServerModule[];
}

// All graphs agree on ids and functions; what the server graph has was compiled for running.
const graphs = ['client', 'ssr', 'server'] as const satisfies readonly Environment[];

/** Makes an empty registry. */
export function createModuleRegistry(): ModuleRegistry {
  const byGraph: Record<Environment, Map<string, ServerModule>> = {
    server: new Map(),
    ssr: new Map(),
    client: new Map(),
  };
  return {
    replace(graph, id, module) {
      const known = byGraph[graph].get(id);
      if (module === null) return byGraph[graph].delete(id);
      byGraph[graph].set(id, module);
      return !isDeepStrictEqual(known, module);
    },
    get: (graph, id) => byGraph[graph].get(id),
    modules() {
      const all = graphs.flatMap((graph) => [...byGraph[graph].values()]);
      const merged = new Map(all.map((module) => [module.id, module]));
      return [...merged.values()].sort(byPath);
    },
  };
}

function byPath(a: ServerModule, b: ServerModule): number {
  if (a.manifest.path === b.manifest.path) return 0;
  return a.manifest.path < b.manifest.path ? -1 : 1;
}
