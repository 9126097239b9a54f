import type { Plugin } from 'vite';

// The only way in which plugins can mark ids as theirs, so that no other plugin takes them for files.
const MARK = '\0';

/** The id of a virtual module after it was resolved. */
export function virtualId(name: string): string {
  return `${MARK}${name}`;
}

/** The address of a virtual module in development, for imports that Vite does not rewrite. */
export function virtualUrl(name: string): string {
  return `/@id/__x00__${name}`;
}

/** Makes a plugin of a module that has no file. */
export function virtualModule(
  name: string,
  load: (environmentName: string) => string | Promise<string>,
): Plugin {
  return {
    name: `callgate:${name}`,
    enforce: 'pre',
    resolveId: (source) => (source === name ? virtualId(name) : undefined),
    load(id) {
      return id === virtualId(name) ? load(this.environment.name) : undefined;
    },
  };
}
