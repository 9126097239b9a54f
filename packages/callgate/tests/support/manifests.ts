import { createHash } from 'node:crypto';
import type { FunctionManifest, Manifest, ModuleManifest } from 'callgate';

/** An id as the compiler makes them. */
export function makeId(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 40);
}

/** What a manifest says about a function. */
export function makeFunction(facts: Partial<FunctionManifest> = {}): FunctionManifest {
  return {
    module: 'src/a.ts',
    export: 'save',
    name: 'save',
    scope: 'module',
    exports: ['save'],
    parameters: { count: 1, rest: false },
    captures: [],
    generator: false,
    location: { line: 2, column: 0 },
    ...facts,
  };
}

/** What compiling a file of server functions with these names gives. */
export function makeModule(path: string, names: readonly string[]): ModuleManifest {
  const functions = names.map((name): [string, FunctionManifest] => [
    makeId(`${path}#${name}`),
    makeFunction({ module: path, export: name, name, exports: [name] }),
  ]);
  return {
    path,
    directive: 'use server',
    exports: [...names],
    functions: Object.fromEntries(functions),
  };
}

/** A manifest of functions alone. */
export function makeManifest(functions: Record<string, FunctionManifest>): Manifest {
  return { version: 1, functions, modules: {} };
}
