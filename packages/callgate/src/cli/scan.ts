import type { Diagnostic } from '../diagnostic.ts';
import type { ProjectManifest, ScanOptions } from '../scan-options.ts';
import { scanProject } from '../scan-project.ts';
import { UsageError } from './usage-error.ts';

/** Whether there is an `export *` from a module whose names are not known. */
export function needsExportNames(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'CG1104');
}

/**
 * Scans a project as a bundler would see it: where an `export *` needs the names of another
 * module, that module is looked up and the project scanned again with them.
 */
export async function scan(root: string, options: ScanOptions): Promise<ProjectManifest> {
  const first = await scanProject(root, options).catch((error: unknown) => {
    // The options hold what was typed: here it is no defect of a program.
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.replace(/^callgate: option `\w+`: /, ''));
  });
  if (!needsExportNames(first.diagnostics)) return first;
  // Loaded here because few projects need it, and the parser behind it takes time to load.
  const { resolveExportNames } = await import('./imports/export-names.ts');
  const paths = new Set(
    first.diagnostics
      .filter((diagnostic) => needsExportNames([diagnostic]))
      .map(({ path }) => path),
  );
  return scanProject(root, { ...options, resolvedExports: resolveExportNames(root, paths) });
}
