/** A directive that Callgate acts on. */
export type Directive = 'use server' | 'use client';

/** What of a project can be called from outside. Keys are sorted by code unit. */
export interface Manifest {
  /** Version of this format. */
  version: 1;
  /** Server functions by id. */
  functions: Record<string, FunctionManifest>;
  /** Modules with a directive, or with inline server functions, by path. */
  modules: Record<string, ModuleEntry>;
}

/** What one module exposes: the result of compiling it. */
export interface ModuleManifest extends ModuleEntry {
  /** Path relative to the root, with `/` separators, in Unicode NFC. */
  path: string;
  /** Server functions of this module by id. */
  functions: Record<string, FunctionManifest>;
}

/** What a manifest says about a module. */
export interface ModuleEntry {
  /** The file-level directive; `null` for a module that has only inline server functions. */
  directive: Directive | null;
  /** Names of all value exports of a module with a file-level directive, sorted. */
  exports: string[];
}

/** One server function. */
export interface FunctionManifest {
  /** Path of the module that holds it. */
  module: string;
  /** The export that a dispatcher loads and calls. */
  export: string;
  /** The lexical path of the function, `Page/save`; for file-level functions the export name. */
  name: string;
  /** `module`: marked by a file-level directive. `inline`: by one in its own body. */
  scope: 'module' | 'inline';
  /** File-level: every export name of the function. Inline: the exports that contain it. */
  exports: string[];
  /** Declared parameters; `null` when they are not known (re-exports, call results). */
  parameters: Parameters | null;
  /** Captured bindings in the order in which they travel. */
  captures: Capture[];
  /** `true` for `async function*`. */
  generator: boolean;
  /** Where the function starts. */
  location: Location;
}

/** Declared parameters of a function. */
export interface Parameters {
  /** Number of declared parameters; a rest parameter and a TypeScript `this` are not counted. */
  count: number;
  /** Whether the last one is a rest parameter. */
  rest: boolean;
}

/** A binding that an inline server function captures. */
export interface Capture {
  /** Name of the binding. */
  name: string;
  /** The member paths that are sealed, `[['id'], ['team', 'name']]`; `null`: the whole value. */
  paths: string[][] | null;
}

/** A position in a source text. */
export interface Location {
  /** From 1. */
  line: number;
  /** From 0, in UTF-16 code units. */
  column: number;
}
