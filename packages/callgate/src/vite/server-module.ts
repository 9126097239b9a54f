import type { Plugin, ViteDevServer } from 'vite';
import type { ServerModule } from './module-registry.ts';
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

/** In development: the manifest is asked for at each request, because modules come and go. */
function liveModule(project: Project): string {
  return `
import * as state from ${JSON.stringify(STATE)};
${sealingCode(project)}
export const { build, load, manifest } = state;
export const base = ${JSON.stringify(endpointOf(project))};
`;
}

function stateModule(project: Project): string {
  const modules = project.registry.modules();
  const manifest = mergeManifests(modules.map((module) => module.manifest));
  const paths = modules.map(({ id, manifest: { path } }: ServerModule) => [path, id]);
  // The address is in a variable, so that Vite does not make the module one that the entry imports:
  // a new state would have the entry evaluated again, and the app would lose what it keeps there.
  return `
const state = ${JSON.stringify(virtualUrl(STATE))};
const ids = new Map(${JSON.stringify(paths)});
export const build = ${JSON.stringify(buildIdOf(project))};
export const manifest = Object.defineProperty(
  ${JSON.stringify(manifest)},
  Symbol.for('callgate.vite.current'),
  { value: () => import(/* @vite-ignore */ state) },
);
export const load = (path) => import(/* @vite-ignore */ ids.get(path));
`;
}

/** Has the state made anew when it is asked for next. */
function forgetState(server: ViteDevServer, { options }: Project): void {
  const graph = server.environments[options.environment.rsc]?.moduleGraph;
  const state = graph?.getModuleById(virtualId(STATE));
  if (state != null) graph?.invalidateModule(state);
}
