import type { Plugin } from 'vite';
import type { Environment } from '../transform-options.ts';
import type { CompiledModule } from './compile.ts';
import { toViteError, toViteWarnings } from './diagnostics.ts';
import { graphOf } from './graph.ts';
import { withoutQuery } from './module-id.ts';
import type { Project } from './project.ts';

/** Compiles modules of all graphs, and keeps what is known of them in step. */
export function transformPlugin(project: Project): Plugin {
  return {
    name: 'callgate:transform',
    // Before TypeScript and JSX are gone, and before plugin-rsc's own step sees the directive.
    enforce: 'pre',
    // No filter on the text: a directive that was removed must be forgotten.
    async transform(code, id) {
      const graph = graphOf(this.environment.name, project.options);
      if (graph === undefined) return null;
      const resolve = async (source: string, importer: string) =>
        (await this.resolve(source, importer))?.id;
      const compiled = await project.compile({ id, code, graph, resolve });
      for (const warning of toViteWarnings(id, compiled?.diagnostics ?? [])) this.warn(warning);
      const error = toViteError(id, compiled?.diagnostics ?? []);
      if (error !== undefined) {
        project.broken.add(withoutQuery(id));
        this.error(error);
      }
      project.record(graph, id, compiled?.module ?? null);
      if (compiled === undefined) return null;
      return toOutput(compiled, graph);
    },
  };
}

function toOutput({ result }: CompiledModule, graph: Environment): Output | null {
  // In the server graph plugin-rsc makes client references of it; in the others nobody needs the
  // directive any more, and Rolldown warns of what it does not know.
  if (!result.changed || (result.directive === 'use client' && graph === 'server')) return null;
  // Stubs of a build have no map: nothing of the server module may be in the client's.
  return { code: result.code, map: result.map ?? { mappings: '' } };
}

interface Output {
  readonly code: string;
  readonly map: string | { readonly mappings: '' };
}
