import type { Compile } from './compilers.ts';
import { importPeer } from './peers.ts';

interface ParseAst {
  parseAst(code: string): unknown;
}

interface Transforms {
  transformServerActionServer(
    code: string,
    ast: unknown,
    options: {
      runtime: (value: string, name: string) => string;
      rejectNonAsyncFunction: boolean;
      encode: (value: string, name: string) => string;
      decode: (value: string, name: string) => string;
    },
  ): { output: { toString(): string; generateMap(options: { hires: 'boundary' }): unknown } };
}

/**
 * What Vite does with a module for `@vitejs/plugin-rsc`'s step `rsc:use-server`: TypeScript and
 * JSX away, parse, transform, print with a map. Left out in its favour: the look for `export *`,
 * the resolving of the module's key, the imports of its runtime.
 */
export async function createPluginRsc(
  strip: (source: string) => { code: string },
): Promise<Compile> {
  const { parseAst } = (await importPeer('rolldown/parseAst')) as ParseAst;
  const transforms = (await importPeer('@vitejs/plugin-rsc/transforms')) as Transforms;
  const register = '$$ReactServer.registerServerReference';
  const encryption = '__vite_rsc_encryption_runtime';
  const options = {
    runtime: (value: string, name: string) =>
      `${register}(${value}, "key", ${JSON.stringify(name)})`,
    rejectNonAsyncFunction: true,
    encode: (value: string, name: string) =>
      `${encryption}.encryptActionBoundArgs(${value}, "key#${name}")`,
    decode: (value: string, name: string) =>
      `await ${encryption}.decryptActionBoundArgs(${value}, "key#${name}")`,
  };
  return (source) => {
    const { code } = strip(source);
    const { output } = transforms.transformServerActionServer(code, parseAst(code), options);
    return { code: output.toString(), map: output.generateMap({ hires: 'boundary' }) };
  };
}
