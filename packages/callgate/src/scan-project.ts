import { resolve } from 'node:path';
import { loadBinding } from './binding.ts';
import type { Diagnostic, FileDiagnostic } from './diagnostic.ts';
import { describeCollision, type IdCollision } from './id-collision-error.ts';
import type { FunctionManifest, ModuleManifest } from './manifest.ts';
import { collectManifest } from './merge-manifests.ts';
import {
  checkBoolean,
  checkKeys,
  checkString,
  checkStrings,
  checkStringsByName,
  requireEntries,
  wrongOption,
} from './option-checks.ts';
import type { ProjectManifest, ScanOptions } from './scan-options.ts';

const optionNames: ReadonlySet<string> = new Set<keyof ScanOptions>([
  'include',
  'exclude',
  'environment',
  'salt',
  'narrowCaptures',
  'resolvedExports',
]);

/** What the addon sends back. */
interface Report {
  modules: ModuleManifest[];
  diagnostics: FileDiagnostic[];
  files: number;
}

/**
 * Reads all modules of a project in parallel, off the main thread, and tells what of it can be
 * called. Only files that hold a directive, or something like one, are parsed.
 *
 * @param root the directory that ids and the manifest are relative to
 */
export async function scanProject(
  root: string,
  options: ScanOptions = {},
): Promise<ProjectManifest> {
  if (typeof root !== 'string') throw new TypeError('callgate: the root must be a path');
  const request = JSON.stringify(toRequest(resolve(root), options));
  const report = await readProject(request);
  const { manifest, collisions } = collectManifest(report.modules);
  const diagnostics = report.diagnostics.concat(collisions.map(toDiagnostic));
  return { manifest, diagnostics: diagnostics.sort(byPath), files: report.files };
}

async function readProject(request: string): Promise<Report> {
  try {
    return JSON.parse(await loadBinding().scanProject(request));
  } catch (error) {
    // A root that is no directory, a pattern that is none: known when they are used.
    if (!(error instanceof Error && 'code' in error && error.code === 'InvalidArg')) throw error;
    throw new TypeError(`callgate: ${error.message}`, { cause: error });
  }
}

function toRequest(root: string, options: ScanOptions): object {
  checkKeys(options, optionNames, 'the options object');
  const { include = ['.'], exclude = [], environment = 'server', salt = '' } = options;
  const { narrowCaptures = true, resolvedExports = {} } = options;
  checkStrings('include', include);
  checkStrings('exclude', exclude);
  checkString('salt', salt);
  checkBoolean('narrowCaptures', narrowCaptures);
  if (environment !== 'server' && environment !== 'ssr' && environment !== 'client') {
    throw wrongOption('environment', "'server', 'ssr' or 'client'", environment);
  }
  const byModule = requireEntries('resolvedExports', 'an object of objects', resolvedExports);
  for (const [place, names] of byModule) checkStringsByName(place, names);
  return { root, include, exclude, environment, salt, narrowCaptures, resolvedExports };
}

/** A collision is found at the second function; the first one is in another place or file. */
function toDiagnostic(collision: IdCollision): FileDiagnostic {
  const [first, second] = collision.functions;
  const message = describeCollision(collision);
  const help = 'rename one of the functions or move it to another file';
  const diagnostic: Diagnostic = {
    code: 'CG1501',
    severity: 'error',
    message,
    help,
    url: 'https://github.com/callgate/callgate/blob/main/docs/diagnostics.md#cg1501',
    labels: [{ start: 0, end: 0, ...second.location, message: '' }],
    frame: [
      `error[CG1501]: ${message}`,
      ` --> ${toPlace(second)}`,
      ` ::: ${toPlace(first)}`,
      `  = help: ${help}`,
    ].join('\n'),
  };
  return { path: second.module, ...diagnostic };
}

function toPlace({ module, location }: FunctionManifest): string {
  return `${module}:${location.line}:${location.column + 1}`;
}

function byPath(a: FileDiagnostic, b: FileDiagnostic): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
