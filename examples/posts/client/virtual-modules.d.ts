declare module 'virtual:client-modules' {
  /** Every client module, by its path in the sources. The build writes this module. */
  export const clientModules: ReadonlyMap<string, object>;
}

declare module '*.css';
