import type { Plugin, ViteDevServer } from 'vite';
import { mergeManifests } from '../merge-manifests.ts';
import { buildIdOf } from './build-id.ts';
import { endpointOf } from './endpoint.ts';
import type { Project } from './project.ts';
import { sealingCode } from './sealing.ts';
import { TABLE } from './table.ts';
import { virtualId, virtualModule, virtualUrl } from './virtual-module.ts';

const SERVER = 'virtual:callgate/server';
const STATE = 'virtual:callgate/state';

/** `virtual:callgate/server`: the options of the handler that the build knows. */
export function serverModulePlugins(project: Project): Plugin[] {
  const isBuild = () => project.config().command === 'build';
  return [
    virtualModule(SERVER, () => (isBuild() ? builtModule(project) : liveModule(project))),
    virtualModule(STATE, () => stateModule(project)),
    {
      name: 'callgate:live-state',
      apply: 'serve',
      configureServer(server) {
        project.listen((_id, _module, isChanged) => {
          if (isChanged) forgetState(server, project);
        });
      },
    },
  ];
}

/** In a build: the table is written when the build knows what is in it. */
function builtModule(project: Project): string {
  return `
import { build, manifest, modules } from ${JSON.stringify(TABLE)};
${sealingCode(project)}
export { build, manifest };
export const base = ${JSON.stringify(endpointOf(project))};
export function load(path) {
  return modules.get(path)();
}
`;
}

/**
 * In development the manifest is asked for at each request, because modules come and go. The address
 * of the state is in a variable, so that Vite does not take it for what the entry imports: each new
 * state would have the entry evaluated again, and the app would lose what it keeps there.
 */
function liveModule(project: Project): string {
  return `
const address = ${JSON.stringify(virtualUrl(STATE))};
const current = () => import(/* @vite-ignore */ address);
export const { build, load, manifest } = await current();
${sealingCode(project)}
export const base = ${JSON.stringify(endpointOf(project))};
`;
}

/**
 * The modules are imported by name: Vite then knows an importer of those that only the client graph
 * reaches. It accepts their updates, so that an edit loads anew what it concerns, and nothing else.
 */
function stateModule(project: Project): string {
  const modules = project.registry.modules();
  const manifest = mergeManifests(modules.map((module) => module.manifest));
  const loaders = modules.map(
    ({ id, manifest: { path } }) =>
      `  [${JSON.stringify(path)}, () => import(${JSON.stringify(id)})],\n`,
  );
  return `
const address = ${JSON.stringify(virtualUrl(STATE))};
const modules = new Map([
${loaders.join('')}]);
export const load = (path) => modules.get(path)();
export const build = ${JSON.stringify(buildIdOf(project))};
export const manifest = Object.defineProperty(
  ${JSON.stringify(manifest)},
  Symbol.for('callgate.vite.current'),
  { value: () => import(/* @vite-ignore */ address) },
);
import.meta.hot.accept();
`;
}

/** Has the state made anew when it is asked for next. */
function forgetState(server: ViteDevServer, { options }: Project): void {
  const graph = server.environments[options.environment.rsc]?.moduleGraph;
  const state = graph?.getModuleById(virtualId(STATE));
  if (state != null) graph?.invalidateModule(state);
}
