import { readFile } from 'node:fs/promises';
import { join, relative, resolve as resolvePath } from 'node:path';
import { normalizePath, type Plugin } from 'vite';
import { scanProject } from '../scan-project.ts';
import type { Project } from './project.ts';
import type { ModuleResolver } from './star-exports.ts';

/** With `expose: 'all'`: finds the server functions of all modules, be they reached or not. */
export function exposeAllPlugin(project: Project): Plugin {
  let scan: Promise<void> | undefined;
  return {
    name: 'callgate:expose-all',
    enforce: 'pre',
    async buildStart() {
      if (project.options.expose !== 'all') return;
      scan ??= recordAll(
        project,
        async (source, importer) => (await this.resolve(source, importer))?.id,
      );
      await scan;
    },
  };
}

async function recordAll(project: Project, resolve: ModuleResolver): Promise<void> {
  const { salt, narrowCaptures } = project.options;
  const { root, environments } = project.config();
  const outputs = Object.values(environments).map(({ build }) =>
    relative(root, resolvePath(root, build.outDir)),
  );
  const exclude = outputs
    .filter((path) => path !== '' && !path.startsWith('..'))
    .map((path) => `./${normalizePath(path)}`);
  // Errors are told when the module is compiled for a build, or never: nobody may reach it.
  const { manifest } = await scanProject(root, { salt, narrowCaptures, exclude });
  const paths = new Set(Object.values(manifest.functions).map(({ module }) => module));
  for (const path of paths) {
    const id = normalizePath(join(root, path));
    const code = await readFile(id, 'utf8');
    const compiled = await project.compile({ id, code, graph: 'server', resolve });
    if (compiled?.isBroken === false) project.record('server', id, compiled.module);
  }
}
