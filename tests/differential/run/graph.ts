/** Runs the text of a module without touching the disk, each time as a fresh program. */
import { SourceTextModule, SyntheticModule } from 'node:vm';

type Exports = Readonly<Record<string, unknown>>;

/** A module that has been linked: its exports can be read while it runs. */
export interface LinkedModule {
  readonly exports: Exports;
  /** Runs the module to its end. Rejects with what it throws. */
  evaluate(): Promise<void>;
}

// Node 20 crashes when it collects modules while others are linked, so none is collected. A process
// runs a limited number of programs.
const kept: unknown[] = [];

/** Links `code` with the modules that it may import, given by their exports. */
export async function linkModule(
  code: string,
  imports: Readonly<Record<string, Exports>>,
): Promise<LinkedModule> {
  const module = new SourceTextModule(code, { identifier: 'program' });
  kept.push(module);
  await module.link((specifier) => {
    const found = imports[specifier];
    if (found === undefined) throw new Error(`there is no module ${specifier}`);
    return synthetic(found);
  });
  return {
    exports: module.namespace as Exports,
    evaluate: async () => module.evaluate(),
  };
}

function synthetic(exports: Exports): SyntheticModule {
  const names = Object.keys(exports);
  const module = new SyntheticModule(names, () => {
    for (const name of names) module.setExport(name, exports[name]);
  });
  kept.push(module);
  return module;
}
