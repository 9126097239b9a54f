import type { Directive, FunctionManifest, Manifest } from '../../manifest.ts';
import type { Finding } from '../format/finding.ts';
import type { Importer } from '../imports/importers.ts';

/** One server function, as the report shows it. */
export interface ReportFunction extends FunctionManifest {
  id: string;
  /** `null` for functions that cannot be imported: those inside another one. */
  importers: Importer[] | null;
}

/** A module and its server functions, in the order of the source. */
export interface ReportModule {
  path: string;
  directive: Directive | null;
  functions: ReportFunction[];
}

/** Everything on the page. */
export interface Report {
  project: string;
  version: string;
  modules: ReportModule[];
  findings: Finding[];
  /** Makes the address of a place in the source, if the project has one. */
  sourceUrl: ((path: string, line: number) => string) | null;
}

/** All server functions of a report. */
export function functionsOf(report: Report): ReportFunction[] {
  return report.modules.flatMap((module) => module.functions);
}

/** A choice that the reader can narrow the list to. */
export interface Filter {
  key: string;
  label: string;
  /** Says what is special about these functions. */
  description: string;
  test(item: ReportFunction): boolean;
}

/** The filters of the page, in order; the first shows everything. */
export const filters: readonly Filter[] = [
  { key: 'all', label: 'All', description: 'Every server function', test: () => true },
  {
    key: 'module',
    label: 'File-level',
    description: "Functions of a 'use server' file",
    test: (item) => item.scope === 'module',
  },
  {
    key: 'inline',
    label: 'Inline',
    description: 'Functions with a directive in their own body',
    test: (item) => item.scope === 'inline',
  },
  {
    key: 'captures',
    label: 'With captures',
    description: 'Functions whose captured values travel through the client, sealed',
    test: (item) => item.captures.length > 0,
  },
  {
    key: 'whole',
    label: 'Whole values',
    description: 'Functions that capture at least one value of which everything travels',
    test: (item) => item.captures.some((capture) => capture.paths === null),
  },
  {
    key: 'open',
    label: 'Any arguments',
    description: 'Functions that receive however many arguments the client sends',
    test: (item) => item.parameters === null || item.parameters.rest,
  },
  {
    key: 'generator',
    label: 'Generators',
    description: 'Functions that stream their result',
    test: (item) => item.generator,
  },
  {
    key: 'unimported',
    label: 'No known importer',
    description: 'Exported functions that no import in the project names',
    test: (item) => item.importers?.length === 0,
  },
];

/** Groups the functions of a manifest by module; modules sorted, functions by position. */
export function groupByModule(
  manifest: Manifest,
  importersOf: (id: string) => Importer[] | null,
): ReportModule[] {
  const modules = new Map<string, ReportModule>();
  for (const [id, entry] of Object.entries(manifest.functions)) {
    const path = entry.module;
    let module = modules.get(path);
    if (module === undefined) {
      module = { path, directive: manifest.modules[path]?.directive ?? null, functions: [] };
      modules.set(path, module);
    }
    module.functions.push({ ...entry, id, importers: importersOf(id) });
  }
  for (const { functions } of modules.values()) {
    functions.sort(
      (a, b) => a.location.line - b.location.line || a.location.column - b.location.column,
    );
  }
  return [...modules.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
