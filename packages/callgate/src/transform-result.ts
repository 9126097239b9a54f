import type { Diagnostic } from './diagnostic.ts';
import type { Directive, ModuleManifest } from './manifest.ts';

/** The result of `transform` and `transformSync`. */
export interface TransformResult {
  /** The module's text; empty when there is an error. */
  code: string;
  /**
   * Version 3 source map (JSON text). `null` when not asked for, when nothing changed, and for
   * stub modules outside development.
   */
  map: string | null;
  /** Whether `code` differs from the source. */
  changed: boolean;
  /** The file-level directive. */
  directive: Directive | null;
  /** What the module exposes; `null` when it holds no directive. */
  module: ModuleManifest | null;
  /** Findings, sorted by position. */
  diagnostics: Diagnostic[];
}
