import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options, Output } from '@swc/core';
import type { PluginOptions } from '@callgate/swc-plugin';

const require = createRequire(import.meta.url);

/** The plugin, as hosts find it. */
export const plugin: string = require.resolve('@callgate/swc-plugin');

/** What `@swc/core` exports, as far as it is used here. */
export interface Swc {
  readonly version: string;
  transformSync(source: string, options: Options): Output & { output?: string };
}

/** The versions of `@swc/core` that the plugin is tested in, oldest first. */
export const versions: readonly Swc[] = [
  'swc-core-1.15.0',
  'swc-core-1.15.40',
  'swc-core-1.16.0',
  '@swc/core',
].map((name) => require(name));

/** The newest of them. */
export const newest: Swc = require('@swc/core');

/** Options of `@swc/core` that leave everything to the plugin. */
export function swcOptions(options: unknown, filename = '/app/src/actions.tsx'): Options {
  return {
    filename,
    swcrc: false,
    sourceMaps: false,
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      target: 'esnext',
      transform: { react: { runtime: 'preserve' } },
      experimental: {
        // Before types and decorators are compiled away.
        runPluginFirst: true,
        // Compiled plugins, kept from one run of the tests to the next.
        cacheRoot: join(tmpdir(), 'callgate-swc-cache'),
        plugins: [[plugin, options as Record<string, unknown>]],
      },
    },
  };
}

/** Compiles with the plugin. */
export function compile(source: string, options: PluginOptions, swc: Swc = newest) {
  return swc.transformSync(source, swcOptions({ root: '/app', ...options }));
}

/** The message of what compiling throws. */
export function failure(source: string, options: unknown, swc: Swc = newest): string {
  try {
    swc.transformSync(source, swcOptions(options));
  } catch (error) {
    return String(error);
  }
  throw new Error('nothing was thrown');
}
