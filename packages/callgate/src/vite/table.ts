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
  /** What the server's entry imports: modules that were known when its build began. */
  known: ReadonlyMap<string, ServerModule>;
  /** The files of the chunks of those that were found later. */
  late: ReadonlyMap<string, string>;
  /** What the server imports. */
  imported: ReadonlyMap<string, readonly UsedNames[]>;
  /** Which stubs are in the code of each other environment. */
  readonly stubs: Map<string, ReadonlyMap<string, ReadonlySet<string>>>;
}

/** The table of a build. */
export interface Table {
  readonly plugin: Plugin;
  /** The modules that the server's entry has to import. */
  known(): readonly ServerModule[];
}

/**
 * Brings server functions into the build of the server that are found while it runs, and writes the
 * table of the dispatcher beside it. The table is a file of its own, because what it holds is known
 * only when the client is built, too.
 */
export function createTable(project: Project, rsc: PluginRsc): Table {
  const findings: Findings = {
    known: new Map(),
    late: new Map(),
    imported: new Map(),
    stubs: new Map(),
  };
  /** Rollup's names of the chunks of modules that were found late, by id of the module. */
  const chunks = new Map<string, string>();
  const graphOfBuild = (name: string) =>
    rsc.isScanBuild() ? undefined : graphOf(name, project.options);

  const plugin: Plugin = {
    name: 'callgate:table',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === TABLE ? { id: TABLE, external: true } : undefined),
    buildStart() {
      if (graphOfBuild(this.environment.name) !== 'server') return;
      chunks.clear();
      findings.known = new Map(project.registry.modules().map((module) => [module.id, module]));
    },
    moduleParsed({ id }) {
      if (graphOfBuild(this.environment.name) !== 'server') return;
      if (findings.known.has(id) || chunks.has(id)) return;
      if (project.registry.get('server', id) === undefined) return;
      chunks.set(id, this.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }));
    },
    renderChunk(code, chunk) {
      if (!code.includes(TABLE)) return null;
      const path = posix.relative(posix.dirname(chunk.fileName), TABLE_FILE);
      return { code: code.replaceAll(TABLE, path.startsWith('.') ? path : `./${path}`), map: null };
    },
    async generateBundle(_options, bundle) {
      const graph = graphOfBuild(this.environment.name);
      if (graph === undefined) return;
      if (graph === 'server') {
        const late = [...chunks].map(([id, chunk]) => [id, this.getFileName(chunk)] as const);
        findings.late = new Map(late.sort(([a], [b]) => (a < b ? -1 : 1)));
        findings.imported = await namesImported(this, servedIds(findings));
        return;
      }
      const rendered = renderedStubs(bundle);
      findings.stubs.set(graph, rendered);
      const served = new Set(servedIds(findings));
      const lost = project.registry
        .modules()
        .filter(({ id }) => (rendered.get(id)?.size ?? 0) > 0 && !served.has(id));
      // The server was built before; in another order, what it has is not known yet.
      if (lost.length > 0 && served.size > 0) this.error(describeLost(lost));
    },
    async writeBundle() {
      if (graphOfBuild(this.environment.name) === undefined) return;
      // After each build: hosts build in orders of their own.
      await writeTable(project, findings);
    },
  };
  return { plugin, known: () => [...findings.known.values()] };
}

function servedIds({ known, late }: Findings): string[] {
  return [...known.keys(), ...late.keys()];
}

/** Before the server is built, plugin-rsc finds out what is rendered on the server, and only that. */
function describeLost(modules: readonly ServerModule[]): string {
  const paths = modules.map(({ manifest }) => manifest.path).join(', ');
  return (
    `callgate: the client can call the server functions of ${paths}, and the server has not got ` +
    "them. Either only the browser's entry imports them: import them in a client component, too, or " +
    "use `expose: 'all'`. Or their package is external where client components are rendered: name it " +
    'in `environments.ssr.resolve.noExternal`.'
  );
}

/** What the modules of the server import of some modules, by id of the module. */
async function namesImported(
  context: Rollup.PluginContext,
  ids: readonly string[],
): Promise<Map<string, UsedNames[]>> {
  const byImporter = new Map<string, Set<string>>();
  for (const id of ids) {
    const info = context.getModuleInfo(id);
    for (const importer of [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])]) {
      // The list of claimed modules, and our own, use none of them.
      if (/^\0virtual:(?:vite-rsc|callgate)\//.test(importer)) continue;
      byImporter.set(importer, (byImporter.get(importer) ?? new Set()).add(id));
    }
  }
  const resolve = async (source: string, importer: string) =>
    (await context.resolve(source, importer))?.id;
  const imported = new Map<string, UsedNames[]>();
  for (const [id, targets] of byImporter) {
    const code = context.getModuleInfo(id)?.code ?? null;
    for (const [target, names] of await importedNames({ id, code }, targets, resolve)) {
      imported.set(target, [...(imported.get(target) ?? []), names]);
    }
  }
  return imported;
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

async function writeTable(project: Project, findings: Findings): Promise<void> {
  const { imported, late, stubs } = findings;
  const served = new Set(servedIds(findings));
  const modules = project.registry.modules().filter(({ id }) => served.has(id));
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
  const lateFiles = modules.flatMap(({ id, manifest: { path } }) => {
    const file = late.get(id);
    return file === undefined ? [] : [{ path, file }];
  });
  const code = tableCode(buildIdOf(project), manifest, lateFiles);
  await writeFile(join(folder, TABLE_FILE), code);
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

function tableCode(
  build: string,
  manifest: Manifest,
  late: readonly { readonly path: string; readonly file: string }[],
): string {
  const loaders = late.map(
    ({ path, file }) =>
      `  [${JSON.stringify(path)}, () => import(${JSON.stringify(`./${file}`)})],\n`,
  );
  return `export const build = ${JSON.stringify(build)};
export const manifest = ${JSON.stringify(manifest)};
export const lateModules = [
${loaders.join('')}];
`;
}
