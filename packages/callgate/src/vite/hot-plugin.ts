import type { EnvironmentModuleNode, HotUpdateOptions, Plugin, ViteDevServer } from 'vite';
import type { Diagnostic } from '../diagnostic.ts';
import type { Environment } from '../transform-options.ts';
import { toViteError } from './diagnostics.ts';
import { graphOf } from './graph.ts';
import { sourceFileOf } from './module-id.ts';
import type { Project } from './project.ts';
import { REFERENCES } from './references-module.ts';
import { virtualId } from './virtual-module.ts';

type Change = Pick<HotUpdateOptions, 'file' | 'read' | 'server' | 'timestamp'>;

/** What compiling the new text of a file gave, for all graphs that it is in. */
interface Recompilation {
  readonly diagnostics: readonly Diagnostic[];
  /** The modules whose code is as it was: stubs, when only a function's body was edited. */
  readonly unchanged: Record<Environment, ReadonlySet<string>>;
}

/**
 * Follows edits in development: the registry has the functions of the new text before the next call,
 * the browser is left alone while its stubs stay the same, and errors are shown until they are mended.
 */
export function hotPlugin(project: Project): Plugin {
  // The hook runs once for each environment; all of them need what was found out for one change.
  let last: { readonly timestamp: number; readonly file: string; result: Promise<Recompilation> };
  const recompileOnce = (change: Change): Promise<Recompilation> => {
    const { timestamp, file } = change;
    if (last?.timestamp !== timestamp || last.file !== file) {
      last = { timestamp, file, result: recompile(project, change) };
    }
    return last.result;
  };
  return {
    name: 'callgate:hot',
    enforce: 'pre',
    apply: 'serve',
    async hotUpdate(options) {
      const graph = graphOf(this.environment.name, project.options);
      const { type, file, server, modules } = options;
      if (graph === undefined || sourceFileOf(file) === undefined) return undefined;
      if (type === 'delete') {
        for (const id of [file, ...modules.map((module) => module.id)]) {
          if (id !== null) project.record(graph, id, null);
        }
        return undefined;
      }
      const { diagnostics, unchanged } = await recompileOnce(options);
      const error = toViteError(file, diagnostics);
      if (error !== undefined) {
        project.broken.add(file);
        this.error(error);
      }
      if (graph === 'server') {
        if (project.broken.delete(file)) hideOverlay(server, project);
        // Nothing that is rendered depends on it, so no page has to be rendered anew. The next call
        // loads it anew in any case.
        return modules.every(isOnlyCalled) ? [] : undefined;
      }
      return modules.filter(({ id }) => id === null || !unchanged[graph].has(id));
    },
  };
}

async function recompile(project: Project, { file, read, server }: Change): Promise<Recompilation> {
  const code = await read();
  const diagnostics = new Map<string, Diagnostic>();
  const unchanged = {
    server: new Set<string>(),
    ssr: new Set<string>(),
    client: new Set<string>(),
  };
  for (const environment of Object.values(server.environments)) {
    const graph = graphOf(environment.name, project.options);
    if (graph === undefined) continue;
    const resolve = async (source: string, importer: string) =>
      (await environment.pluginContainer.resolveId(source, importer))?.id;
    const ids = [...(environment.moduleGraph.getModulesByFile(file) ?? [])].map(({ id }) => id);
    // Nobody has to reach it for its functions to be callable.
    if (project.options.expose === 'all' && graph === 'server') ids.push(file);
    for (const id of new Set(ids)) {
      if (id === null) continue;
      const before = project.registry.get(graph, id)?.output;
      const compiled = await project.compile({ id, code, graph, resolve });
      // Graphs find the same, most of the time.
      for (const found of compiled?.diagnostics ?? []) diagnostics.set(keyOf(found), found);
      if (compiled === undefined || compiled.isBroken) continue;
      project.record(graph, id, compiled.module);
      if (before !== undefined && before === compiled.module?.output) unchanged[graph].add(id);
    }
  }
  return { diagnostics: [...diagnostics.values()], unchanged };
}

/** Whether a module of the server is there for the dispatcher alone. */
function isOnlyCalled({ importers, isSelfAccepting }: EnvironmentModuleNode): boolean {
  // One that accepts its own updates has something to clear away.
  if (importers.size === 0 || isSelfAccepting === true) return false;
  return [...importers].every(({ id }) => id === virtualId(REFERENCES));
}

function keyOf({ code, labels: [label] }: Diagnostic): string {
  return `${code} ${label?.start}`;
}

function hideOverlay(server: ViteDevServer, { options }: Project): void {
  const hot = server.environments[options.environment.browser]?.hot;
  // plugin-rsc's part of the page closes the overlay, and the app shows what the server renders now.
  hot?.send('rsc:update', {});
  // A page that is nothing but an error loads itself anew when Vite updates something.
  hot?.send({ type: 'update', updates: [] });
}
