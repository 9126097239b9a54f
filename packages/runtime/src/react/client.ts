import type { ClientBinding } from '../client/client-binding.ts';

/** The part of `react-server-dom-webpack/client` and its kin that is used. */
export interface ReactClient {
  registerServerReference(reference: (...args: never[]) => unknown, id: string): unknown;
  encodeReply(value: readonly unknown[], options?: object): Promise<string | FormData>;
  createFromFetch(response: Promise<Response>, options: object): PromiseLike<unknown>;
}

/** Makes the binding of the client or the ssr graph from React's module. */
export function createClientBinding(react: ReactClient): ClientBinding {
  return {
    registerServerReference: (reference, id) => void react.registerServerReference(reference, id),
    encodeReply: (args, signal) => react.encodeReply(args, { signal }),
    decodeResponse: async (response, callServer) =>
      await react.createFromFetch(Promise.resolve(response), { callServer }),
  };
}

export type { ClientBinding };
