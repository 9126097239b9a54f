/** One server function, as the compiler's manifest describes it. Fields not used here are left out. */
export interface ManifestFunction {
  /** Path of the module, handed to the host's `load`. */
  readonly module: string;
  /** The export of that module that is called. */
  readonly export: string;
  /** The lexical path of the function, for logs. */
  readonly name: string;
  readonly captures: readonly unknown[];
}

/** The part of `callgate-manifest.json` that dispatching needs. */
export interface Manifest {
  readonly version: 1;
  readonly functions: Readonly<Record<string, ManifestFunction>>;
}

/** A server function that can be called, with its id. */
export interface CallableFunction extends ManifestFunction {
  readonly id: string;
}

/** What an id is: 40 lower-case hexadecimal digits. */
export const ID_PATTERN: RegExp = /^[0-9a-f]{40}$/;

/**
 * Reads a manifest into the table that requests are looked up in. Only own entries get in, and a
 * `Map` finds only what was put into it.
 *
 * @throws TypeError when the manifest is not one, or an entry is malformed
 */
export function readManifest(manifest: Manifest): ReadonlyMap<string, CallableFunction> {
  if (manifest?.version !== 1) {
    throw new TypeError('`manifest` must be a Callgate manifest of version 1.');
  }
  if (typeof manifest.functions !== 'object' || manifest.functions === null) {
    throw new TypeError('`manifest` has no `functions`.');
  }
  const table = new Map<string, CallableFunction>();
  for (const [id, entry] of Object.entries(manifest.functions)) {
    if (!ID_PATTERN.test(id)) throw new TypeError(`\`manifest\` holds the malformed id "${id}".`);
    if (typeof entry?.module !== 'string' || typeof entry.export !== 'string') {
      throw new TypeError(`\`manifest\` does not say where the function ${id} is.`);
    }
    const { module, export: exportName, name, captures } = entry;
    table.set(id, Object.freeze({ id, module, export: exportName, name, captures }));
  }
  return table;
}
