import { clientModules } from 'virtual:client-modules';

/*
 * React's bindings for webpack ask these two for the modules of client components. Every module is
 * in this bundle, so the first looks it up and the second has nothing to load.
 */
Object.assign(globalThis, {
  __webpack_require__(id: string): unknown {
    const found = clientModules.get(id);
    if (found === undefined) throw new Error(`${id} is not a client module.`);
    return found;
  },
  __webpack_chunk_load__: (): Promise<void> => Promise.resolve(),
});
