import { clientReference } from '../server/client-reference.ts';
import type { FunctionResolver } from '../server-binding.ts';
import type { ModuleSlot } from './module-slot.ts';

/** Puts a value where React's decoders find modules. */
export type SlotOf = (value: unknown) => ModuleSlot;

/** A manifest in which a resolver decides over each id. */
export function serverManifest(resolve: FunctionResolver, slotOf: SlotOf): object {
  // Called once for an id as it stands in the payload. A resolver that throws stops React here,
  // before it falls back to splitting the id at its last `#`.
  return lookUp((id) => slotOf(resolve(id)));
}

/** Refuses every id. */
export function refuseReference(id: string): never {
  throw new Error(`The state of a form holds the server reference "${id}".`);
}

/** Stands where a host gave no client manifest, and says so. */
export const missingClientManifest: object = lookUp((id) => {
  throw new Error(
    `The result holds the client reference "${id}", but the React binding was made without a \`clientManifest\`.`,
  );
});

/** Encodes client references by their server-side ids, so that decoding gives the same ones back. */
export const ownClientIds: object = lookUp((id) => ({ id, chunks: [], name: '*', async: false }));

/** Decodes what `ownClientIds` has encoded. */
export function ownClientReferences(slotOf: SlotOf): object {
  return lookUp((id) => ({ '*': slotOf(clientReference(id)) }));
}

function lookUp(find: (key: string) => unknown): object {
  return new Proxy(Object.freeze(Object.create(null)), {
    get: (_target, key) => (typeof key === 'string' ? find(key) : undefined),
  });
}
