import { resolve } from 'node:path';
import type { EnvironmentOptions, Plugin } from 'vite';
import { optimizerOptions } from './optimizer-plugin.ts';
import type { Project } from './project.ts';
import { findServerPackages } from './server-packages.ts';

const RUNTIME = '@callgate/runtime';

const nextAliases = ['cache', 'headers', 'navigation'].map((name) => ({
  find: new RegExp(`^next/${name}(\\.js)?$`),
  replacement: `${RUNTIME}/${name}`,
}));

/** Configures Vite for the runtime, packages with server functions and the aliases. */
export function configPlugin(project: Project): Plugin {
  const { alias, environment } = project.options;
  return {
    name: 'callgate:config',
    enforce: 'pre',
    async config({ root = '.', environments }) {
      const hasRolldown = 'rolldownVersion' in this.meta;
      // The runtime must share the copy of React's modules that plugin-rsc compiles for each
      // environment, and modules with directives are compiled, so none of them are external.
      const own = [RUNTIME, ...(await findServerPackages(resolve(root)))];
      const bundled = (name: string, graph: 'server' | 'ssr'): EnvironmentOptions => {
        const include = environments?.[name]?.optimizeDeps?.include ?? [];
        const exclude = own.filter((entry) => !include.includes(entry));
        const optimizer = optimizerOptions(project, graph, hasRolldown);
        return { resolve: { noExternal: own }, optimizeDeps: { exclude, ...optimizer } };
      };
      const browser = optimizerOptions(project, 'client', hasRolldown);
      return {
        resolve: {
          // The runtime must get the app's copy, wherever the packages are installed.
          dedupe: ['@vitejs/plugin-rsc'],
          alias: alias === 'next' ? nextAliases : [],
        },
        environments: {
          [environment.rsc]: bundled(environment.rsc, 'server'),
          [environment.ssr]: bundled(environment.ssr, 'ssr'),
          [environment.browser]: { optimizeDeps: { exclude: [RUNTIME], ...browser } },
        },
      };
    },
    configResolved: (config) => project.configure(config),
  };
}
