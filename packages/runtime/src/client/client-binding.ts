import { sharedState } from '../shared-state.ts';

/** A reference as the client has it: calling it calls the server. */
export type ClientFunction = (...args: unknown[]) => Promise<unknown>;

/** Calls a server function. */
export type CallServer = (id: string, args: unknown[]) => Promise<unknown>;

/**
 * The React binding of the client or the ssr graph. `createClientBinding` of
 * `@callgate/runtime/react/client` makes one.
 */
export interface ClientBinding {
  /** Makes a function known to React, so that it can be an argument or a form's action. */
  registerServerReference(reference: ClientFunction, id: string): void;
  /** Encodes the arguments of a call; the signal ends the reading of streams among them. */
  encodeReply(args: readonly unknown[], signal?: AbortSignal): Promise<string | FormData>;
  /** Decodes a result. References in it call the server through `callServer`. */
  decodeResponse(response: Response, callServer: CallServer): Promise<unknown>;
}

/** Where the references of one graph wait for the binding of that graph. */
export interface BindingSlot {
  /** Makes a reference known to React, now or as soon as there is a binding. */
  register(reference: ClientFunction, id: string): void;
  set(binding: ClientBinding): void;
  get(): ClientBinding;
}

/**
 * The slot of a graph. Stubs are evaluated before the code of the entry that imports them, so before
 * the entry can set a binding.
 */
export function bindingSlot(graph: 'client' | 'ssr'): BindingSlot {
  return sharedState(`${graph}-binding`, () => createSlot(graph));
}

function createSlot(graph: string): BindingSlot {
  let current: ClientBinding | undefined;
  let waiting: [ClientFunction, string][] = [];
  return {
    register(reference, id) {
      if (current === undefined) waiting.push([reference, id]);
      else current.registerServerReference(reference, id);
    },
    set(binding) {
      current = binding;
      for (const [reference, id] of waiting) binding.registerServerReference(reference, id);
      waiting = [];
    },
    get() {
      if (current === undefined) {
        throw new Error(
          `There is no React binding. Import \`setReactBinding\` from \`@callgate/runtime/${graph}\` ` +
            `and call it in the first module of the entry, for example with what ` +
            `\`@callgate/runtime/react/webpack-${graph}\` exports.`,
        );
      }
      return current;
    },
  };
}
