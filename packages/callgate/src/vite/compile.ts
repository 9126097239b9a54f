import type { Diagnostic } from '../diagnostic.ts';
import type { ResolvedConfig } from 'vite';
import { transform, transformSync } from '../transform.ts';
import type { Environment, TransformOptions } from '../transform-options.ts';
import type { TransformResult } from '../transform-result.ts';
import { sourceFileOf, withoutQuery } from './module-id.ts';
import type { ServerModule } from './module-registry.ts';
import type { ResolvedOptions } from './options.ts';
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

/** Compiles modules; what was compiled last stays in memory. */
export interface Compiler {
  /** Compiles a module for a graph; `undefined` for what is no module of source code. */
  compile(source: Source): Promise<CompiledModule | undefined>;
}

interface Settings {
  readonly options: ResolvedOptions;
  readonly config: () => ResolvedConfig;
}

/**
 * Makes the compiler of one run. Builds look at each module twice, once to find out what there is,
 * and edits are compiled before Vite asks for them: the same text is not compiled again.
 */
export function createCompiler(settings: Settings): Compiler {
  const last = new Map<string, { readonly code: string; readonly compiled: CompiledModule }>();
  return {
    async compile(source) {
      const { id, code, graph } = source;
      const filename = sourceFileOf(id);
      if (filename === undefined || !mayHoldDirective(filename, code)) return undefined;
      const key = `${graph} ${id}`;
      const known = last.get(key);
      if (known?.code === code) return known.compiled;
      const { result, isOwn } = await compileSource(settings, filename, source);
      const compiled = toCompiledModule(source, result);
      // What depends on other modules, too, can change without them.
      if (isOwn && result.changed) last.set(key, { code, compiled });
      else last.delete(key);
      return compiled;
    },
  };
}

/** Packages were checked by those who publish them: what they misspell is not this app's concern. */
function mayHoldDirective(filename: string, code: string): boolean {
  return !filename.includes('/node_modules/') || code.includes('use server');
}

async function compileSource(
  { options, config }: Settings,
  filename: string,
  { code, graph, resolve }: Source,
): Promise<{ result: TransformResult; isOwn: boolean }> {
  const { root, command } = config();
  const settings: TransformOptions = {
    filename,
    root,
    environment: graph,
    dev: command === 'serve',
    salt: options.salt,
    narrowCaptures: options.narrowCaptures,
  };
  // A glance at a text without the directive is cheaper than the way to another thread.
  const isCheap = !code.includes('use server');
  const result = isCheap ? transformSync(code, settings) : await transform(code, settings);
  if (!result.diagnostics.some((diagnostic) => diagnostic.code === 'CG1104')) {
    return { result, isOwn: true };
  }
  const resolvedExports = await resolveStarExports(filename, code, resolve);
  return { result: await transform(code, { ...settings, resolvedExports }), isOwn: false };
}

function toCompiledModule({ id, code, graph }: Source, result: TransformResult): CompiledModule {
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
  // In development Vite gives modules of packages a version in the query, in some graphs only.
  const own = id.includes('/node_modules/') ? withoutQuery(id) : id;
  return { id: own, manifest, code, output: result.code };
}
