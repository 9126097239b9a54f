import type { Plugin } from 'vite';
import type { Project } from './project.ts';
import { importReferences, REFERENCES } from './references-module.ts';
import type { Wrapped } from './runtime-modules.ts';
import { sealingCode } from './sealing.ts';
import { virtualId, virtualUrl } from './virtual-module.ts';

// plugin-rsc takes ids apart at `#`: what is before it names a module, what is behind it an export.
// Here each function is a module of its own, with one export.
const EXPORT = 'f';
const LIST = '\0virtual:vite-rsc/server-references';
const VALIDATION = '\0virtual:vite-rsc/reference-validation?type=server&';
// In development plugin-rsc imports what is before the `#`, so it has to be an address.
const ADDRESS = virtualUrl('');

const server = '@callgate/runtime/server';

/** The modules that stand before those of the runtime when plugin-rsc's decoders answer calls. */
export const rscDispatcher: readonly Wrapped[] = [
  {
    source: server,
    graph: 'server',
    code: (isBuild) => `
import * as runtime from "${server}";
import { viteServerBinding } from "@callgate/runtime/react/vite-server";
runtime.setReactBinding(viteServerBinding());
export * from "${server}";
const withId = (register) => (fn, id, ...rest) => register(fn, ${wireId(isBuild)}, ...rest);
export const registerServerReference = withId(runtime.registerServerReference);
export const bindServerReference = withId(runtime.bindServerReference);
export const openServerReference = withId(runtime.openServerReference);
`,
  },
  stubsOf('ssr', ''),
  stubsOf(
    'client',
    `
import { callServer } from "@vitejs/plugin-rsc/react/browser";
runtime.setCallServer(callServer);
`,
  ),
];

/** Code for the id that travels, made of a variable `id`. */
function wireId(isBuild: boolean): string {
  return `\`${isBuild ? '' : ADDRESS}\${id}#${EXPORT}\``;
}

function stubsOf(graph: 'ssr' | 'client', setup: string): Wrapped {
  const source = `@callgate/runtime/${graph}`;
  const binding = graph === 'ssr' ? 'viteSsrBinding' : 'viteClientBinding';
  return {
    source,
    graph,
    code: (isBuild) => `
import * as runtime from "${source}";
import { ${binding} } from "@callgate/runtime/react/vite-${graph}";
${setup}
runtime.setReactBinding(${binding}());
export * from "${source}";
export const createServerReference = (id, ...rest) =>
  runtime.createServerReference(${wireId(isBuild)}, ...rest);
`,
  };
}

/** Gives plugin-rsc's `loadServerAction` and its decoders the functions of the manifest. */
export function rscDispatcherPlugin(project: Project): Plugin {
  return {
    name: 'callgate:rsc-dispatcher',
    enforce: 'pre',
    load(id) {
      if (id === LIST) return listModule(project);
      if (id.startsWith(VALIDATION)) {
        const address = new URLSearchParams(id.slice(id.indexOf('?'))).get('id') ?? '';
        const isFunction = placeOf(project, address, ADDRESS) !== undefined;
        return isFunction ? 'export {}' : undefined;
      }
      const place = placeOf(project, id, virtualId(''));
      if (place === undefined) return undefined;
      // By name, so that an edit of the module reaches this one.
      const [module, name] = place.map((text) => JSON.stringify(text));
      return `export { ${name} as ${EXPORT} } from ${module};\nimport.meta.hot.accept();`;
    },
  };
}

/** The module of the function that a text names behind a prefix, and the export there. */
function placeOf(
  { registry }: Project,
  text: string,
  prefix: string,
): [module: string, name: string] | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const functionId = text.slice(prefix.length);
  for (const { id, manifest } of registry.modules()) {
    const found = Object.entries(manifest.functions).find(([known]) => known === functionId);
    if (found !== undefined) return [id, found[1].export];
  }
  return undefined;
}

function listModule(project: Project): string {
  const isBuild = project.config().command === 'build';
  const references = isBuild
    ? `import { load, manifest } from ${JSON.stringify(REFERENCES)};`
    : `${importReferences}\nconst { load, manifest } = await importReferences();`;
  return `
${references}
${sealingCode(project)}
const loaders = Object.entries(manifest.functions).map(([id, { module, export: name }]) => [
  id,
  async () => ({ __proto__: null, ${EXPORT}: (await load(module))[name] }),
]);
export default Object.assign(Object.create(null), Object.fromEntries(loaders));
`;
}
