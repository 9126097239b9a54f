/** Every public type of the package. */
export type { Diagnostic, FileDiagnostic, Label } from './diagnostic.ts';
export type {
  FunctionChange,
  FunctionChanges,
  FunctionEntry,
  ManifestDiff,
} from './manifest-diff.ts';
export type {
  Capture,
  Directive,
  FunctionManifest,
  Location,
  Manifest,
  ModuleEntry,
  ModuleManifest,
  Parameters,
} from './manifest.ts';
export type { IdCollision } from './id-collision-error.ts';
export type { ProjectManifest, ScanOptions } from './scan-options.ts';
export type { Environment, RuntimeModules, TransformOptions } from './transform-options.ts';
export type { TransformResult } from './transform-result.ts';
