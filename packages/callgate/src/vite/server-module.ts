import type { Plugin, ViteDevServer } from 'vite';
import { mergeManifests } from '../merge-manifests.ts';
import { buildIdOf } from './build-id.ts';
import { endpointOf } from './endpoint.ts';
import type { ServerModule } from './module-registry.ts';
import type { Project } from './project.ts';
import { sealingCode } from './sealing.ts';
import { TABLE, type Table } from './table.ts';
import { virtualId, virtualModule, virtualUrl } from './virtual-module.ts';

const SERVER = 'virtual:callgate/server';
const STATE = 'virtual:callgate/state';

// Its own imports are for the dispatcher, which loads by name what may be on a page already. That they
// move nothing into a chunk of its own is known; as a warning it would only hide those of the app.
const OWN_IMPORT =
  /is dynamically imported by (?:\\0|\0)virtual:callgate\/server but also statically/;

/** `virtual:callgate/server`: the options of the handler that the build knows. */
export function serverModulePlugins(project: Project, table: Table): Plugin[] {
  const isBuild = () => project.config().command === 'build';
  return [
    virtualModule(SERVER, () => (isBuild() ? builtModule(project, table) : liveModule(project))),
    virtualModule(STATE, () => stateModule(project)),
    {
      name: 'callgate:own-imports',
      apply: 'build',
      onLog: (_level, { message }) => (OWN_IMPORT.test(message) ? false : null),
    },
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

/**
 * In a build all modules are imported that are known by now. The table says what of them can be
 * called, and where those are that were found later; it is written when the build knows that.
 */
function builtModule(project: Project, table: Table): string {
  return `
import { build, lateModules, manifest } from ${JSON.stringify(TABLE)};
${sealingCode(project)}
const modules = new Map([
${loadersOf(table.known())}  ...lateModules,
]);
export { build, manifest };
export const base = ${JSON.stringify(endpointOf(project))};
export const load = (path) => modules.get(path)();
`;
}

/** The entries of a map from the paths of modules to functions that import them. */
function loadersOf(modules: readonly ServerModule[]): string {
  const entries = modules.map(
    ({ id, manifest: { path } }) =>
      `  [${JSON.stringify(path)}, () => import(${JSON.stringify(id)})],\n`,
  );
  return entries.join('');
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
  return `
const address = ${JSON.stringify(virtualUrl(STATE))};
const modules = new Map([
${loadersOf(modules)}]);
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
