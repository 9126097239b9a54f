import { mkdir, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import type { Manifest } from '../manifest.ts';
import { buildIdOf } from './build-id.ts';
import { exposedManifest, type UsedNames } from './exposure.ts';
import { graphOf } from './graph.ts';
import { importedNames } from './imported-names.ts';
import type { ServerModule } from './module-registry.ts';
import { MANIFEST_FILE, serverFolder } from './output.ts';
import type { PluginRsc } from './plugin-rsc.ts';
import type { Project } from './project.ts';

/** What the built server imports its table from. */
export const TABLE = 'virtual:callgate/table';
const TABLE_FILE = '__callgate_table.js';

/** What the builds of the environments found out, by id of the module. */
interface Findings {
  /** The chunks of the server's build. */
  readonly files: Map<string, string>;
  /** What the server imports. */
  readonly imported: Map<string, UsedNames[]>;
  /** Which stubs are in the code of each other environment. */
  readonly stubs: Map<string, Map<string, Set<string>>>;
}

/**
 * Brings all server functions into the build of the server, and writes the table of the dispatcher
 * beside it. The table is a file of its own, because what it holds is known only when the client is
 * built, too.
 */
export function tablePlugin(project: Project, rsc: PluginRsc): Plugin {
  const findings: Findings = { files: new Map(), imported: new Map(), stubs: new Map() };
  /** Rollup's names of the chunks, by id of the module. */
  const chunks = new Map<string, string>();
  const graphOfBuild = (name: string) =>
    rsc.isScanBuild() ? undefined : graphOf(name, project.options);

  return {
    name: 'callgate:table',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === TABLE ? { id: TABLE, external: true } : undefined),
    buildStart() {
      if (graphOfBuild(this.environment.name) !== 'server') return;
      chunks.clear();
      // Those that only the client graph reaches; the others follow when they are compiled.
      for (const { id } of project.registry.modules()) chunks.set(id, emitChunk(this, id));
    },
    moduleParsed({ id }) {
      if (graphOfBuild(this.environment.name) !== 'server' || chunks.has(id)) return;
      if (project.registry.get('server', id) !== undefined) chunks.set(id, emitChunk(this, id));
    },
    renderChunk(code, chunk) {
      if (!code.includes(TABLE)) return null;
      const path = posix.relative(posix.dirname(chunk.fileName), TABLE_FILE);
      return { code: code.replaceAll(TABLE, path.startsWith('.') ? path : `./${path}`), map: null };
    },
    async generateBundle(_options, bundle) {
      const graph = graphOfBuild(this.environment.name);
      if (graph === undefined) return;
      if (graph !== 'server') {
        const rendered = renderedStubs(bundle);
        findings.stubs.set(graph, rendered);
        const lost = project.registry
          .modules()
          .filter(({ id }) => (rendered.get(id)?.size ?? 0) > 0 && !findings.files.has(id));
        // The server was built before; in another order, what it has is not known yet.
        if (lost.length > 0 && findings.files.size > 0) this.error(describeLost(lost));
        return;
      }
      findings.files.clear();
      findings.imported.clear();
      for (const { id } of project.registry.modules()) {
        const chunk = chunks.get(id);
        if (chunk === undefined) continue;
        findings.files.set(id, this.getFileName(chunk));
        findings.imported.set(id, await namesImportedOf(this, id));
      }
    },
    async writeBundle() {
      if (graphOfBuild(this.environment.name) === undefined) return;
      // After each build: hosts build in orders of their own.
      await writeTable(project, findings);
    },
  };
}

/** plugin-rsc finds out what client components import, not what the browser's entry does. */
function describeLost(modules: readonly ServerModule[]): string {
  const paths = modules.map(({ manifest }) => manifest.path).join(', ');
  return (
    `callgate: the client can call the server functions of ${paths}, and the server has not got them: ` +
    "only the browser's entry imports them. Import them in a client component, too, or use " +
    "`expose: 'all'`."
  );
}

function emitChunk(context: Rollup.PluginContext, id: string): string {
  return context.emitFile({ type: 'chunk', id, preserveSignature: 'strict' });
}

async function namesImportedOf(context: Rollup.PluginContext, id: string): Promise<UsedNames[]> {
  const info = context.getModuleInfo(id);
  const resolve = async (source: string, importer: string) =>
    (await context.resolve(source, importer))?.id;
  const importers = [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])];
  const used: UsedNames[] = [];
  for (const importer of importers) {
    // plugin-rsc's list of claimed modules uses none of them.
    if (importer.startsWith('\0virtual:vite-rsc/')) continue;
    const code = context.getModuleInfo(importer)?.code;
    used.push(code == null ? 'all' : await importedNames({ id: importer, code }, id, resolve));
  }
  return used;
}

function renderedStubs(bundle: Rollup.OutputBundle): Map<string, Set<string>> {
  const rendered = new Map<string, Set<string>>();
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue;
    for (const [id, { renderedExports }] of Object.entries(output.modules)) {
      rendered.set(id, new Set([...(rendered.get(id) ?? []), ...renderedExports]));
    }
  }
  return rendered;
}

async function writeTable(project: Project, { files, imported, stubs }: Findings): Promise<void> {
  const modules = project.registry.modules().filter(({ id }) => files.has(id));
  const ids = new Map(modules.map(({ id, manifest }) => [manifest.path, id]));
  const manifest = exposedManifest(
    modules.map((module) => module.manifest),
    (path) => {
      if (project.options.expose === 'all') return ['all'];
      const id = ids.get(path) ?? '';
      const inCode = [...stubs.values()].map((rendered) => rendered.get(id) ?? new Set<string>());
      return [...(imported.get(id) ?? []), ...inCode];
    },
  );
  const folder = serverFolder(project);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, TABLE_FILE), tableCode(project, manifest, ids, files));
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

function tableCode(
  project: Project,
  manifest: Manifest,
  ids: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): string {
  const paths = new Set(Object.values(manifest.functions).map(({ module }) => module));
  const loaders = [...paths].sort().map((path) => {
    const file = files.get(ids.get(path) ?? '');
    return `  [${JSON.stringify(path)}, () => import(${JSON.stringify(`./${file}`)})],\n`;
  });
  return `export const build = ${JSON.stringify(buildIdOf(project))};
export const manifest = ${JSON.stringify(manifest)};
export const modules = new Map([
${loaders.join('')}]);
`;
}
