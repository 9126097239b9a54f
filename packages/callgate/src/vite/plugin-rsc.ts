import { getPluginApi } from '@vitejs/plugin-rsc';
import type { Plugin } from 'vite';
import { type Claims, createClaims } from './claims.ts';
import type { Project } from './project.ts';

/** What is needed of `@vitejs/plugin-rsc`. */
export interface PluginRsc {
  /** Whether the running build only finds out what there is. */
  isScanBuild(): boolean;
}

/** Finds `rsc()` in the configuration, and keeps its claims of server references in step. */
export function createPluginRsc(project: Project): PluginRsc & { readonly plugin: Plugin } {
  let isScanBuild = (): boolean => false;
  return {
    isScanBuild: () => isScanBuild(),
    plugin: {
      name: 'callgate:plugin-rsc',
      configResolved(config) {
        const api = getPluginApi(config);
        if (api === undefined) {
          throw new Error(
            'callgate: `rsc()` of `@vitejs/plugin-rsc` is missing. Put it beside `callgate()` in `plugins`.',
          );
        }
        isScanBuild = () => api.manager.isScanBuild;
        const claims: Claims = createClaims(api, project.options.environment.rsc);
        project.listen((id, module) => claims.replace(id, module));
      },
    },
  };
}
