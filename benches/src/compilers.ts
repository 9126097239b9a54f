import { transformSync } from 'callgate';
import { importPeer, requirePeer } from './peers.ts';
import { createPluginRsc } from './plugin-rsc.ts';

/** Compiles a `.tsx` module for the server, with a source map. */
export type Compile = (source: string) => unknown;

/** What is compared; `null`: not on this platform. */
export interface Compilers {
  callgate: Compile;
  /** TypeScript and JSX compiled away behind Callgate, as every build does in the end. */
  callgateAndStrip: Compile;
  next: Compile | null;
  pluginRsc: Compile;
  swc: Compile;
}

/** The part of Rolldown that compiles TypeScript and JSX away: what Vite uses. */
export interface Oxc {
  transformSync(
    filename: string,
    source: string,
    options: { sourcemap: boolean },
  ): { code: string; map?: unknown; errors: unknown[] };
}

interface SwcCore {
  transformSync(source: string, options: object): { code: string; map?: string };
}

interface NextSwc {
  transformSync(source: string, isModule: boolean, options: Buffer): { code: string; map?: string };
}

const filename = '/app/src/module.tsx';

// Both know the same options. The newest target, so that neither lowers syntax.
const swcOptions = {
  filename,
  sourceMaps: true,
  jsc: {
    parser: { syntax: 'typescript', tsx: true },
    target: 'es2022',
    transform: { react: { runtime: 'automatic' } },
  },
};

/** Loads all compilers. */
export async function loadCompilers(): Promise<Compilers> {
  const oxc = (await importPeer('rolldown/utils')) as Oxc;
  const swc = requirePeer('@swc/core') as SwcCore;
  const strip = (source: string) => oxc.transformSync(filename, source, { sourcemap: true });
  const callgate = (source: string) =>
    transformSync(source, { filename, root: '/app', environment: 'server' });
  return {
    callgate,
    callgateAndStrip: (source) => strip(callgate(source).code),
    next: createNext(),
    pluginRsc: await createPluginRsc(strip),
    swc: (source) => swc.transformSync(source, { ...swcOptions, swcrc: false, configFile: false }),
  };
}

/** Next's compiler as Next's own wrapper calls it, but for making the options once. */
function createNext(): Compile | null {
  const addon = requirePeer('@next/swc-linux-x64-gnu') as NextSwc | undefined;
  if (addon === undefined) return null;
  const options = Buffer.from(
    JSON.stringify({
      ...swcOptions,
      serverActions: {
        isReactServerLayer: true,
        isDevelopment: false,
        useCacheEnabled: false,
        hashSalt: '',
        cacheKinds: [],
      },
      serverComponents: {
        isReactServerLayer: true,
        cacheComponentsEnabled: false,
        useCacheEnabled: false,
        taintEnabled: false,
        pageExtensions: ['tsx', 'ts', 'jsx', 'js'],
      },
    }),
  );
  return (source) => addon.transformSync(source, false, options);
}
