import type { Plugin, ViteDevServer } from 'vite';
import { mergeManifests } from '../merge-manifests.ts';
import { toLoaderEntries } from '../references-module.ts';
import { buildIdOf } from './build-id.ts';
import type { ServerModule } from './module-registry.ts';
import type { Project } from './project.ts';
import { TABLE, type Table } from './table.ts';
import { virtualId, virtualModule, virtualUrl } from './virtual-module.ts';

/** The module that can load all modules with server functions: `build`, `load` and `manifest`. */
export const REFERENCES = 'virtual:callgate/references';

// Its imports are for the dispatcher, which loads by name what may be on a page already. That they
// move nothing into a chunk of its own is known; as a warning it would only hide those of the app.
const OWN_IMPORT =
  /virtual:callgate\/references (?:is dynamically imported by|but also statically)/;

/** `virtual:callgate/references`. */
export function referencesModulePlugins(project: Project, table: Table): Plugin[] {
  const isBuild = () => project.config().command === 'build';
  return [
    virtualModule(REFERENCES, () => (isBuild() ? builtModule(table) : liveModule(project))),
    {
      name: 'callgate:own-imports',
      apply: 'build',
      onLog: (_level, { message }) => (OWN_IMPORT.test(message) ? false : null),
    },
    {
      name: 'callgate:live-references',
      apply: 'serve',
      configureServer(server) {
        project.listen((_id, _module, isChanged) => {
          if (isChanged) forget(server, project);
        });
      },
    },
  ];
}

/**
 * In a build all modules are imported that are known by now. The table says what of them can be
 * called, and where those are that were found later; it is written when the build knows that.
 */
function builtModule(table: Table): string {
  return `
import { build, lateModules, manifest } from ${JSON.stringify(TABLE)};
const modules = new Map([
${loadersOf(table.known())}  ...lateModules,
]);
export { build, manifest };
export const load = (path) => modules.get(path)();
`;
}

/**
 * In development the manifest tells how to get the current one. The modules are imported by name:
 * Vite then knows an importer of those that only the client graph reaches. It accepts their updates,
 * so that an edit loads anew what it concerns, and nothing else.
 */
function liveModule(project: Project): string {
  const modules = project.registry.modules();
  const manifest = mergeManifests(modules.map((module) => module.manifest));
  return `
const modules = new Map([
${loadersOf(modules)}]);
export const load = (path) => modules.get(path)();
export const build = ${JSON.stringify(buildIdOf(project))};
${importReferences}
export const manifest = Object.defineProperty(
  ${JSON.stringify(manifest)},
  Symbol.for('callgate.vite.current'),
  { value: importReferences },
);
import.meta.hot.accept();
`;
}

/**
 * Code that imports the references of development as they are then. The address is in a variable, so
 * that Vite does not take it for what the importer depends on: each new state would have the app's
 * entry evaluated again, and the app would lose what it keeps there.
 */
export const importReferences: string = `
const address = ${JSON.stringify(virtualUrl(REFERENCES))};
const importReferences = () => import(/* @vite-ignore */ address);
`;

function loadersOf(modules: readonly ServerModule[]): string {
  return toLoaderEntries(modules.map(({ id, manifest }) => [id, manifest]));
}

/** Has the references made anew when they are asked for next. */
function forget(server: ViteDevServer, { options }: Project): void {
  const graph = server.environments[options.environment.rsc]?.moduleGraph;
  const known = graph?.getModuleById(virtualId(REFERENCES));
  if (known != null) graph?.invalidateModule(known);
}
