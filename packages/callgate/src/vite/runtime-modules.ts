import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';
import { graphOf } from './graph.ts';
import type { Project } from './project.ts';
import { rscDispatcher } from './rsc-dispatcher.ts';
import { virtualId } from './virtual-module.ts';
import type { Environment } from '../transform-options.ts';

/** A module that stands before another. */
export interface Wrapped {
  /** What code imports. */
  readonly source: string;
  readonly graph: Environment;
  readonly code: (isBuild: boolean) => string;
}

// The address of a file of this package, which dev servers and builds can import.
const liveHandler: string = normalizePath(
  fileURLToPath(new URL('./app/live-handler.js', import.meta.url)),
);

const server = '@callgate/runtime/server';
const ssr = '@callgate/runtime/ssr';
const client = '@callgate/runtime/client';
const browser = '@vitejs/plugin-rsc/browser';

/**
 * The modules that stand before others: they give React's binding to the runtime before anything of
 * it is used, so that no step is left to the app.
 */
const ourDispatcher: readonly Wrapped[] = [
  {
    source: server,
    graph: 'server',
    code: (isBuild) => `
import * as runtime from "${server}";
import { viteServerBinding } from "@callgate/runtime/react/vite-server";
${isBuild ? '' : `import { createLiveHandler } from ${JSON.stringify(liveHandler)};`}
runtime.setReactBinding(viteServerBinding());
export * from "${server}";
${isBuild ? '' : 'export const createServerFunctionHandler = (options) => createLiveHandler(runtime, options);'}
`,
  },
  {
    source: ssr,
    graph: 'ssr',
    code: () => `
import { setReactBinding } from "${ssr}";
import { viteSsrBinding } from "@callgate/runtime/react/vite-ssr";
setReactBinding(viteSsrBinding());
export * from "${ssr}";
`,
  },
  {
    source: client,
    graph: 'client',
    code: () => `
import { callServer, createCallServer, setCallServer, setReactBinding } from "${client}";
import { viteClientBinding } from "@callgate/runtime/react/vite-client";
import { setServerCallback } from "${browser}";
import { build, endpoint } from "virtual:callgate/client";
setReactBinding(viteClientBinding());
setCallServer(createCallServer({ build, endpoint }));
// References in the Flight that plugin-rsc decodes call the server through this.
setServerCallback(callServer);
export * from "${client}";
`,
  },
  {
    // A page may have no stub, only references that arrive in its Flight.
    source: browser,
    graph: 'client',
    code: () => `
import "${client}";
export * from "${browser}";
`,
  },
];

/** Puts the modules above in front of those that they are named after. */
export function runtimeModulesPlugin(project: Project): Plugin {
  const wrapped = project.options.dispatcher === 'callgate' ? ourDispatcher : rscDispatcher;
  const ids = new Map(wrapped.map((entry) => [virtualId(`callgate:${entry.source}`), entry]));
  return {
    name: 'callgate:runtime-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      const graph = graphOf(this.environment.name, project.options);
      const found = wrapped.find((entry) => entry.source === source && entry.graph === graph);
      // What stands before a module, and plugin-rsc within itself, get the module as it is.
      if (found === undefined || (importer !== undefined && ids.has(importer))) return undefined;
      return virtualId(`callgate:${source}`);
    },
    load: (id) => ids.get(id)?.code(project.config().command === 'build'),
  };
}
