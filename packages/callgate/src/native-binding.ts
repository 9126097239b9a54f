/**
 * The addon as TypeScript sees it. Generated from crates/callgate_napi/src/exports.rs by
 * `npm run generate`; not to be edited.
 */

/** A compiled module. What is absent is as in the source, or is nothing. */
export interface CompiledModule {
  /** The text; absent: the source. */
  code?: string;
  /** Source map. */
  map?: string;
  /** Whether the text differs from the source. */
  changed: boolean;
  /** The file-level directive. */
  directive?: 'use server' | 'use client';
  /** `ModuleManifest` as JSON. */
  module?: string;
  /** `Diagnostic[]` as JSON. */
  diagnostics?: string;
}

/** What the addon exports. */
export interface NativeBinding {
  /** Compiles one module on this thread. `null`: the module has nothing to do with Callgate. */
  transformSync(source: string | Uint8Array, filename: string, root: string, flags: number, inputSourceMap?: string | undefined | null, extra?: string | undefined | null): CompiledModule | null;
  /** Compiles one module on a thread of the pool. */
  transform(source: string | Uint8Array, filename: string, root: string, flags: number, inputSourceMap?: string | undefined | null, extra?: string | undefined | null): Promise<CompiledModule | null>;
  /** Reads and compiles a project. Takes and gives JSON. */
  scanProject(request: string): Promise<string>;
  /** The version that the addon was built as. */
  version(): string;
}
