import { isDeepStrictEqual } from 'node:util';
import type { PluginApi } from '@vitejs/plugin-rsc';
import type { ServerModule } from './module-registry.ts';

const OWNER = 'callgate';

/** Tells plugin-rsc which modules hold server references, in the place of its own step. */
export interface Claims {
  /** Claims the server references of a module, or none. */
  replace(id: string, module: ServerModule | null): void;
  withdrawAll(): void;
}

/** Makes the claims of one run. */
export function createClaims({ manager }: PluginApi, serverEnvironment: string): Claims {
  const claimed = new Map<string, readonly string[]>();
  const withdraw = (id: string): void => {
    if (claimed.delete(id)) manager.serverReferences.deleteClaim(OWNER, id);
  };
  return {
    replace(id, module) {
      if (module === null) {
        withdraw(id);
        return;
      }
      const exportNames = Object.values(module.manifest.functions)
        .map((entry) => entry.export)
        .sort();
      // Each change of a claim costs plugin-rsc a walk over all of them.
      if (isDeepStrictEqual(claimed.get(id), exportNames)) return;
      const reference = manager.serverReferences.resolve(id, serverEnvironment);
      manager.serverReferences.replaceClaim(OWNER, id, { ...reference, exportNames });
      claimed.set(id, exportNames);
    },
    withdrawAll() {
      for (const id of claimed.keys()) withdraw(id);
    },
  };
}
