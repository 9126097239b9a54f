import { writeFile } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { mergeManifests } from '../merge-manifests.ts';
import type { Manifest } from '../manifest.ts';
import { buildIdOf } from './build-id.ts';
import type { PluginRsc } from './plugin-rsc.ts';
import type { Project } from './project.ts';

/** What the built server imports its table from. */
export const TABLE = 'virtual:callgate/table';
const FILE = '__callgate_table.js';
const MANIFEST_FILE = 'callgate-manifest.json';

/**
 * Brings all server functions into the build of the server, and writes the table of the dispatcher
 * beside it.
 */
export function tablePlugin(project: Project, rsc: PluginRsc): Plugin {
  /** Rollup's references of the chunks, by id of the module. */
  let chunks = new Map<string, string>();
  /** The files of the chunks, by path of the module. */
  let files = new Map<string, string>();
  const isServerBuild = (name: string) =>
    name === project.options.environment.rsc && !rsc.isScanBuild();

  return {
    name: 'callgate:table',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === TABLE ? { id: TABLE, external: true } : undefined),
    buildStart() {
      if (!isServerBuild(this.environment.name)) return;
      chunks = new Map();
      // Those that only the client graph reaches; the others are emitted when they are compiled.
      for (const { id } of project.registry.modules()) {
        chunks.set(id, this.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }));
      }
    },
    moduleParsed({ id }) {
      if (!isServerBuild(this.environment.name) || chunks.has(id)) return;
      if (project.registry.get('server', id) === undefined) return;
      chunks.set(id, this.emitFile({ type: 'chunk', id, preserveSignature: 'strict' }));
    },
    renderChunk(code, chunk) {
      if (!code.includes(TABLE)) return null;
      const path = posix.relative(posix.dirname(chunk.fileName), FILE);
      return { code: code.replaceAll(TABLE, path.startsWith('.') ? path : `./${path}`), map: null };
    },
    generateBundle() {
      if (!isServerBuild(this.environment.name)) return;
      const found = project.registry.modules().flatMap(({ id, manifest }) => {
        const chunk = chunks.get(id);
        return chunk === undefined ? [] : [[manifest.path, this.getFileName(chunk)] as const];
      });
      files = new Map(found);
    },
    async writeBundle() {
      if (rsc.isScanBuild()) return;
      if (
        ![project.options.environment.rsc, project.options.environment.browser].includes(
          this.environment.name,
        )
      )
        return;
      const { root, environments } = project.config();
      const server = environments[project.options.environment.rsc];
      if (server === undefined) return;
      const folder = resolve(root, server.build.outDir);
      const manifest = mergeManifests(
        project.registry
          .modules()
          .filter(({ manifest: { path } }) => files.has(path))
          .map((module) => module.manifest),
      );
      await writeFile(join(folder, FILE), tableCode(project, manifest, files));
      await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

function tableCode(
  project: Project,
  manifest: Manifest,
  files: ReadonlyMap<string, string>,
): string {
  const loaders = [...files].map(
    ([path, file]) =>
      `  [${JSON.stringify(path)}, () => import(${JSON.stringify(`./${file}`)})],\n`,
  );
  return `export const build = ${JSON.stringify(buildIdOf(project))};
export const manifest = ${JSON.stringify(manifest)};
export const modules = new Map([
${loaders.join('')}]);
`;
}
