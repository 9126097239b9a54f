import type { ResolvedConfig } from 'vite';
import type { Environment } from '../transform-options.ts';
import { type Compiler, createCompiler } from './compile.ts';
import { createModuleRegistry, type ModuleRegistry, type ServerModule } from './module-registry.ts';
import type { ResolvedOptions } from './options.ts';

/** Told of each module that was compiled, and whether something other is known of it now. */
export type OnModule = (id: string, module: ServerModule | null, isChanged: boolean) => void;

/** What the parts of the plugin share for one run of Vite. */
export interface Project extends Compiler {
  readonly options: ResolvedOptions;
  readonly registry: ModuleRegistry;
  /** Vite's configuration, once it is resolved. */
  config(): ResolvedConfig;
  configure(config: ResolvedConfig): void;
  /** Puts what a compilation gave into the registry, and tells all listeners. */
  record(graph: Environment, id: string, module: ServerModule | null): void;
  listen(listener: OnModule): void;
  /** In development: the files that have errors, which are shown. */
  readonly broken: Set<string>;
}

/** Makes the state of one run. */
export function createProject(options: ResolvedOptions): Project {
  let resolved: ResolvedConfig | undefined;
  const registry = createModuleRegistry();
  const listeners: OnModule[] = [];
  const config = (): ResolvedConfig => {
    if (resolved === undefined) throw new Error('callgate: Vite is not configured yet');
    return resolved;
  };
  return {
    ...createCompiler({ options, config }),
    options,
    registry,
    broken: new Set(),
    config,
    configure(given) {
      resolved = given;
    },
    record(graph, id, module) {
      const isChanged = registry.replace(graph, id, module);
      for (const listener of listeners) listener(id, module, isChanged);
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
