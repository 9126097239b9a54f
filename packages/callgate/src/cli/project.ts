import type { ProjectManifest } from '../scan-options.ts';
import { createFormatContext } from './format/context.ts';
import { createFindings } from './format/finding.ts';
import type { Finding } from './format/finding.ts';
import { formatFindings } from './format/pretty.ts';
import type { ProjectOptions } from './options.ts';
import { resolveRoot } from './paths.ts';
import { startProgress } from './progress.ts';
import { scan } from './scan.ts';
import { hasColors } from './terminal.ts';

/** A project that has been read. */
export interface Project extends ProjectManifest {
  /** Absolute path. */
  root: string;
  findings: Finding[];
  /** Whether there is an error, so that the manifest lacks functions. */
  incomplete: boolean;
}

/** Reads the whole project that the options name, for the server environment. */
export async function readProject(options: ProjectOptions): Promise<Project> {
  const root = resolveRoot(options.root);
  const progress = startProgress('Reading the project');
  const project = await scan(root, {
    exclude: options.exclude,
    salt: options.salt,
    narrowCaptures: options.narrow,
  }).finally(() => {
    progress.stop();
  });
  const findings = createFindings();
  findings.add('server', project.diagnostics);
  const sorted = findings.sorted();
  const incomplete = sorted.some(({ severity }) => severity === 'error');
  return { ...project, root, findings: sorted, incomplete };
}

/** Shows findings on standard error, beside what a command prints. */
export function printFindings(root: string, findings: readonly Finding[], color?: boolean): void {
  if (findings.length === 0) return;
  const context = createFormatContext(root, 'pretty', hasColors(process.stderr, color));
  process.stderr.write(`${formatFindings(findings, context)}\n\n`);
}
