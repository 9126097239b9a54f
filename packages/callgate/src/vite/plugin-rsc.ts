import { getPluginApi, type PluginApi } from '@vitejs/plugin-rsc';
import type { Plugin, ResolvedConfig } from 'vite';
import { type Claims, createClaims } from './claims.ts';
import type { ServerModule } from './module-registry.ts';
import type { Project } from './project.ts';

// The module in which plugin-rsc lists what is claimed, and so brings it into the server's build.
const CLAIMED = '\0virtual:vite-rsc/server-references';

/** What is needed of `@vitejs/plugin-rsc`. */
export interface PluginRsc {
  /** Whether the running build only finds out what there is. */
  isScanBuild(): boolean;
  readonly plugins: Plugin[];
}

/** Finds `rsc()` in the configuration, and claims server references in the place of its own step. */
export function createPluginRsc(project: Project): PluginRsc {
  let isScanBuild = (): boolean => false;
  let claims: Claims | undefined;
  return {
    isScanBuild: () => isScanBuild(),
    plugins: [
      {
        name: 'callgate:plugin-rsc',
        configResolved(config) {
          const api = requireApi(config);
          isScanBuild = () => api.manager.isScanBuild;
          claims = createClaims(api, project.options.environment.rsc);
        },
      },
      {
        name: 'callgate:claims',
        apply: 'serve',
        configResolved: () => project.listen((id, module) => claims?.replace(id, module)),
      },
      buildClaims(
        project,
        () => claims,
        () => isScanBuild(),
      ),
    ],
  };
}

/**
 * In a build, what only the client graph reaches is claimed when plugin-rsc is about to write its
 * list, and withdrawn when it has: it walks over all claims for each module that it is shown.
 */
function buildClaims(
  { options, registry }: Project,
  claims: () => Claims | undefined,
  isScanBuild: () => boolean,
): Plugin {
  let unreached: readonly ServerModule[] = [];
  const isServer = (name: string): boolean => name === options.environment.rsc;
  return {
    name: 'callgate:claims',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      if (!isServer(this.environment.name) || isScanBuild()) return;
      unreached = registry.modules().filter(({ id }) => registry.get('server', id) === undefined);
    },
    load(id) {
      if (id !== CLAIMED || !isServer(this.environment.name)) return undefined;
      for (const module of unreached) claims()?.replace(module.id, module);
      return undefined;
    },
    transform(_code, id) {
      if (id === CLAIMED) claims()?.withdrawAll();
      return undefined;
    },
  };
}

function requireApi(config: ResolvedConfig): PluginApi {
  const api = getPluginApi(config);
  if (api !== undefined) return api;
  throw new Error(
    'callgate: `rsc()` of `@vitejs/plugin-rsc` is missing. Put it beside `callgate()` in `plugins`.',
  );
}
