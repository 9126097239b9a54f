import type { Diagnostic } from './diagnostic.ts';
import type { Directive, ModuleManifest } from './manifest.ts';

/** The result of `transform` and `transformSync`. */
export interface TransformResult {
  /** The module's text; empty when there is an error. */
  readonly code: string;
  /**
   * Version 3 source map (JSON text). `null` when not asked for, when nothing changed, and for
   * stub modules outside development.
   */
  readonly map: string | null;
  /** Whether `code` differs from the source. */
  readonly changed: boolean;
  /** The file-level directive. */
  readonly directive: Directive | null;
  /** What the module exposes; `null` when it holds no directive. */
  readonly module: ModuleManifest | null;
  /** Findings, sorted by position. */
  readonly diagnostics: Diagnostic[];
}
