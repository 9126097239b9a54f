import { getPluginApi } from '@vitejs/plugin-rsc';
import type { Plugin } from 'vite';
import type { Project } from './project.ts';
import { REFERENCES } from './references-module.ts';

const OWNER = 'callgate';

/** What is needed of `@vitejs/plugin-rsc`. */
export interface PluginRsc {
  /** Whether the running build only finds out what there is. */
  isScanBuild(): boolean;
  readonly plugin: Plugin;
}

/**
 * Finds `rsc()` in the configuration, and takes the place of its step for `'use server'`: that one
 * finds no directive any more, and so claims no module.
 */
export function createPluginRsc(project: Project): PluginRsc {
  let isScanBuild = (): boolean => false;
  return {
    isScanBuild: () => isScanBuild(),
    plugin: {
      name: 'callgate:plugin-rsc',
      configResolved(config) {
        const manager = getPluginApi(config)?.manager;
        if (manager === undefined) {
          throw new Error(
            'callgate: `rsc()` of `@vitejs/plugin-rsc` is missing. Put it beside `callgate()` in `plugins`.',
          );
        }
        isScanBuild = () => manager.isScanBuild;
        if (config.command !== 'build') return;
        // One claim brings all modules into the server's build, also those that only the client graph
        // reaches. Without a name: nothing can be had through plugin-rsc's own look-up by
        // `module#export`, which would find more than what is in the table. And one, because
        // plugin-rsc walks over all claims for each module that it is shown.
        const { referenceKey } = manager.serverReferences.resolve(
          REFERENCES,
          project.options.environment.rsc,
        );
        const claim = { importId: REFERENCES, referenceKey, exportNames: [] };
        manager.serverReferences.replaceClaim(OWNER, REFERENCES, claim);
      },
    },
  };
}
