import { readFile } from 'node:fs/promises';
import { type EnvironmentOptions, normalizePath, type Plugin, type Rollup } from 'vite';
import type { Environment } from '../transform-options.ts';
import { LEFT_OUT, leaveOut } from './left-out-module.ts';
import type { Project } from './project.ts';

type OptimizeDeps = NonNullable<EnvironmentOptions['optimizeDeps']>;

/** As much of esbuild as is needed; Vite 8 does without it, types included. */
interface EsbuildSetup {
  onResolve(
    options: { filter: RegExp },
    callback: (found: { path: string }) => { path: string; external: true },
  ): void;
  onLoad(
    options: { filter: RegExp; namespace: 'file' },
    callback: (found: { path: string }) => Promise<{ contents: string; loader: 'js' } | undefined>,
  ): void;
}

const NAME = 'callgate:left-out-modules';

/**
 * Keeps modules with server functions out of what Vite bundles in advance in development. Their
 * directives would be lost there, and the server's code would be in the browser.
 *
 * @param hasRolldown whether this Vite bundles with Rolldown
 */
export function optimizerOptions(
  project: Project,
  graph: Environment,
  hasRolldown: boolean,
): OptimizeDeps {
  if (hasRolldown) return { rolldownOptions: { plugins: [rolldownPlugin(project, graph)] } };
  // In the types of Vite 8 these are options of a package that it no longer installs.
  return { esbuildOptions: { plugins: [esbuildPlugin(project, graph)] } } as OptimizeDeps;
}

/** Serves the modules that were left out, to what was bundled without them. */
export const leftOutPlugin: Plugin = {
  name: NAME,
  enforce: 'pre',
  apply: 'serve',
  resolveId(source, importer) {
    if (!source.startsWith(LEFT_OUT)) return undefined;
    return this.resolve(source.slice(LEFT_OUT.length), importer);
  },
};

function rolldownPlugin(project: Project, graph: Environment): Rollup.Plugin {
  return {
    name: NAME,
    resolveId: (source) =>
      source.startsWith(LEFT_OUT) ? { id: source, external: 'absolute' } : undefined,
    transform: {
      filter: { code: 'use server' },
      handler: async (code, id) => leaveOut(project, graph, normalizePath(id), code),
    },
  };
}

function esbuildPlugin(project: Project, graph: Environment) {
  return {
    name: NAME,
    setup(build: EsbuildSetup) {
      build.onResolve({ filter: new RegExp(`^${LEFT_OUT}`) }, ({ path }) => ({
        path,
        external: true,
      }));
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        const code = await readFile(path, 'utf8');
        const contents = await leaveOut(project, graph, normalizePath(path), code);
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
    },
  };
}
