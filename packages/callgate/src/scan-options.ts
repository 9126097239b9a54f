import type { FileDiagnostic } from './diagnostic.ts';
import type { Manifest } from './manifest.ts';
import type { Environment } from './transform-options.ts';

/** Options of `scanProject`. */
export interface ScanOptions {
  /**
   * What to read: paths of files and directories relative to the root, or glob patterns
   * (`src/app/*.tsx`). A path that exists is taken as a path, so `app/[id]` needs no escaping.
   * A file named by its path is read even if `.gitignore` lists it.
   * @default ['.']
   */
  include?: readonly string[] | undefined;
  /**
   * What to leave out, as lines of a `.gitignore` file in the root: `generated` in any directory,
   * `./generated` and `/generated` in the root alone, `*.test.ts`, and `!keep.test.ts` after it. A
   * path that exists is taken as a path here too. On top of `.gitignore` files, hidden files,
   * `node_modules` and `*.d.ts`.
   * @default []
   */
  exclude?: readonly string[] | undefined;
  /**
   * The graph whose rules the diagnostics follow. Ids are the same in every graph.
   * @default 'server'
   */
  environment?: Environment | undefined;
  /**
   * Mixed into every id; give what the build gives.
   * @default ''
   */
  salt?: string | undefined;
  /**
   * As in `TransformOptions`.
   * @default true
   */
  narrowCaptures?: boolean | undefined;
  /**
   * The names behind `export * from '<source>'`, by path of the exporting module relative to the
   * root, then by source as written.
   * @default {}
   */
  resolvedExports?:
    | Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
    | undefined;
}

/** The result of `scanProject`. */
export interface ProjectManifest {
  /** Everything that can be called. Functions of files with errors are missing. */
  manifest: Manifest;
  /** Findings in all files, sorted by path and position. */
  diagnostics: FileDiagnostic[];
  /** Number of files read. */
  files: number;
}
