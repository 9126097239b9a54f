// The modules that the plugin of `callgate/vite` makes. To know them, TypeScript needs
// `"types": ["callgate/vite/client"]` in the `compilerOptions`.

declare module 'virtual:callgate/server' {
  /** The path under which functions are called. */
  export const base: string;
  /** Names the build. */
  export const build: string;
  /** The functions that can be called, and nothing else can. */
  export const manifest: import('callgate').Manifest;
  /** Loads a module of the manifest. */
  export function load(module: string): Promise<object>;
}

declare module 'virtual:callgate/client' {
  /** The path under which functions are called. */
  export const endpoint: string;
  /** Names the build; `undefined` in development. */
  export const build: string | undefined;
}
