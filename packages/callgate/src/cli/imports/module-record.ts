import { parseSync } from 'oxc-parser';

/** An import of a value. */
export interface ImportRecord {
  /** The specifier as written. */
  source: string;
  /** The export that is imported; `null`: the whole module. */
  name: string | null;
  kind: 'named' | 'namespace' | 'dynamic';
  /** Offset of the import in the text. */
  start: number;
}

/** An export that another module provides. */
export interface ReExport {
  source: string;
  /** The other module's export; `null`: all of them. */
  imported: string | null;
  /** The name here; `null`: each under its own name. */
  exported: string | null;
  /** Offset of the statement in the text. */
  start: number;
}

/** What a module takes from others and what it exports. Types are left out. */
export interface ModuleRecord {
  imports: ImportRecord[];
  reExports: ReExport[];
  /** Names of the values that the module itself exports, `default` included. */
  exports: string[];
}

type Parsed = ReturnType<typeof parseSync>['module'];

function staticImports(module: Parsed): ImportRecord[] {
  return module.staticImports.flatMap(({ start, moduleRequest, entries }) =>
    entries
      .filter((entry) => !entry.isType)
      .map(({ importName }): ImportRecord => {
        const source = moduleRequest.value;
        if (importName.kind === 'NamespaceObject') {
          return { source, name: null, kind: 'namespace', start };
        }
        const name = importName.kind === 'Default' ? 'default' : (importName.name ?? 'default');
        return { source, name, kind: 'named', start };
      }),
  );
}

/** Only a plain string is known before the program runs. */
function stringLiteral(text: string): string | null {
  const [, , content = null] = /^(["'`])([^\\]*)\1$/.exec(text) ?? [];
  return content?.includes('${') === true ? null : content;
}

function dynamicImports(module: Parsed, text: string): ImportRecord[] {
  return module.dynamicImports.flatMap(({ start, moduleRequest }) => {
    const source = stringLiteral(text.slice(moduleRequest.start, moduleRequest.end));
    return source === null ? [] : [{ source, name: null, kind: 'dynamic' as const, start }];
  });
}

interface Origin {
  source: string;
  name: string | null;
}

/** Where each imported local name comes from. */
function origins(module: Parsed): Map<string, Origin> {
  const byName = new Map<string, Origin>();
  for (const { moduleRequest, entries } of module.staticImports) {
    for (const { localName, importName } of entries) {
      const name = importName.kind === 'NamespaceObject' ? null : (importName.name ?? 'default');
      byName.set(localName.value, { source: moduleRequest.value, name });
    }
  }
  return byName;
}

function readExports(module: Parsed): Pick<ModuleRecord, 'exports' | 'reExports'> {
  const imported = origins(module);
  const exports: string[] = [];
  const reExports: ReExport[] = [];
  for (const { start, entries } of module.staticExports) {
    for (const entry of entries) {
      if (entry.isType) continue;
      const exported = entry.exportName.kind === 'Default' ? 'default' : entry.exportName.name;
      // import { a } from "./m"; export { a }
      const origin = imported.get(entry.localName.name ?? '');
      if (entry.moduleRequest !== null) {
        const name = entry.importName.kind === 'Name' ? entry.importName.name : null;
        reExports.push({ source: entry.moduleRequest.value, imported: name, exported, start });
      } else if (origin !== undefined) {
        reExports.push({ source: origin.source, imported: origin.name, exported, start });
      } else if (exported !== null) {
        exports.push(exported);
      }
    }
  }
  return { exports, reExports };
}

/**
 * Reads the import and export statements of a module. `null` when the text cannot be parsed, which
 * the compiler has more to say about.
 */
export function readModuleRecord(filename: string, text: string): ModuleRecord | null {
  const { module, errors } = parseSync(filename, text);
  if (errors.some((error) => error.severity === 'Error')) return null;
  return {
    imports: [...staticImports(module), ...dynamicImports(module, text)],
    ...readExports(module),
  };
}
