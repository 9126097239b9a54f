import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostic.ts';
import { transform } from '../transform.ts';
import type { Environment } from '../transform-options.ts';
import type { TransformResult } from '../transform-result.ts';
import { sourceFileOf } from './module-id.ts';
import type { ServerModule } from './module-registry.ts';
import type { Project } from './project.ts';
import { type ModuleResolver, resolveStarExports } from './star-exports.ts';

/** A module as the compiler left it. */
export interface CompiledModule {
  readonly result: TransformResult;
  /** What there is to say of it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether one of them is an error. */
  readonly isBroken: boolean;
  /** For the registry; `null` for a module without server functions. */
  readonly module: ServerModule | null;
}

/** What compiling needs to know of the module. */
export interface Source {
  readonly id: string;
  readonly code: string;
  readonly graph: Environment;
  /** Resolves what the module imports. */
  readonly resolve: ModuleResolver;
}

/** Compiles a module for a graph; `undefined` for what is no module of source code. */
export async function compileModule(
  project: Project,
  { id, code, graph, resolve }: Source,
): Promise<CompiledModule | undefined> {
  const filename = sourceFileOf(id);
  if (filename === undefined) return undefined;
  // Packages were checked by those who publish them; what they misspell is not this app's concern.
  if (filename.includes('/node_modules/') && !code.includes('use server')) return undefined;
  const { options } = project;
  const { root, command } = project.config();
  const compileWith = (resolvedExports: Record<string, readonly string[]>) =>
    transform(code, {
      filename,
      root,
      environment: graph,
      dev: command === 'serve',
      salt: options.salt,
      narrowCaptures: options.narrowCaptures,
      resolvedExports,
    });
  let result = await compileWith({});
  if (result.diagnostics.some((diagnostic) => diagnostic.code === 'CG1104')) {
    result = await compileWith(await resolveStarExports(filename, code, resolve));
  }
  const diagnostics = result.diagnostics.filter((found) => isOurs(found, result, graph));
  return {
    result,
    diagnostics,
    isBroken: diagnostics.some(({ severity }) => severity === 'error'),
    module: toServerModule(id, code, result),
  };
}

/** Client references are made by plugin-rsc: it has its own rules for the exports of such a file. */
function isOurs({ code }: Diagnostic, { directive }: TransformResult, graph: Environment): boolean {
  return directive !== 'use client' || graph !== 'server' || !code.startsWith('CG11');
}

function toServerModule(id: string, code: string, result: TransformResult): ServerModule | null {
  const { module: manifest } = result;
  if (manifest === null || Object.keys(manifest.functions).length === 0) return null;
  return { id, manifest, digest: digestOf(code), output: digestOf(result.code) };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
