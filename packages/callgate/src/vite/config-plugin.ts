import type { EnvironmentOptions, Plugin } from 'vite';
import type { Project } from './project.ts';

const RUNTIME = '@callgate/runtime';

const nextAliases = ['cache', 'headers', 'navigation'].map((name) => ({
  find: new RegExp(`^next/${name}(\\.js)?$`),
  replacement: `${RUNTIME}/${name}`,
}));

/** Configures Vite for the runtime and the aliases. */
export function configPlugin(project: Project): Plugin {
  const { alias, environment } = project.options;
  return {
    name: 'callgate:config',
    enforce: 'pre',
    config() {
      // Both must share the copy of React's modules that plugin-rsc compiles for each environment.
      const bundled: EnvironmentOptions = {
        resolve: { noExternal: [RUNTIME] },
        optimizeDeps: { exclude: [RUNTIME] },
      };
      return {
        resolve: {
          // The runtime must get the app's copy, wherever the packages are installed.
          dedupe: ['@vitejs/plugin-rsc'],
          alias: alias === 'next' ? nextAliases : [],
        },
        environments: {
          [environment.rsc]: bundled,
          [environment.ssr]: bundled,
          [environment.browser]: { optimizeDeps: { exclude: [RUNTIME] } },
        },
      };
    },
    configResolved: (config) => project.configure(config),
  };
}
