import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { scanProject, type FileDiagnostic, type Manifest } from 'callgate';
import { build, type BuildOptions } from 'esbuild';

import {
  collectClientModules,
  compileServerFunctions,
  keepModulesApart,
} from './esbuild-plugins.ts';

/** What of the application holds server functions, or what is wrong with it. */
export interface ScannedApp {
  readonly manifest: Manifest;
  readonly diagnostics: readonly FileDiagnostic[];
}

/** Reads the application without writing anything. */
export async function scanApp(root: string): Promise<ScannedApp> {
  return scanProject(root, { include: ['app'], environment: 'server' });
}

/**
 * Compiles the application in `root`:
 * - `dist/server`: what runs in the React-server graph, one output file for each source file, so
 *   that you can read what Callgate made of it;
 * - `dist/client`: one bundle for browsers, in which server functions are stubs.
 */
export async function compileApp(root: string, manifest: Manifest): Promise<void> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const common: BuildOptions = {
    absWorkingDir: root,
    outbase: root,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    charset: 'utf8',
    sourcemap: true,
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: ['app/**/*.ts', 'app/**/*.tsx', 'lib/*.ts', 'server/*.ts', 'server/*.tsx'],
      outdir: 'dist/server',
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      plugins: [keepModulesApart(), compileServerFunctions(root, 'server')],
    }),
    build({
      ...common,
      entryPoints: { main: 'client/main.tsx' },
      outdir: 'dist/client',
      platform: 'browser',
      target: 'es2022',
      minify: true,
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [collectClientModules(manifest), compileServerFunctions(root, 'client')],
    }),
  ]);
}
