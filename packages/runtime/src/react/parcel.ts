import type { CallServer } from '../client/client-binding.ts';
import type { FormState } from '../server-binding.ts';
import type { ReactClient } from './client.ts';
import { refuseReference, serverManifest } from './manifests.ts';
import { moduleSlot } from './module-slot.ts';
import type { ReactServer, ReactServerSideClient } from './server.ts';

// React's package for Parcel, in the shape of the others.

/** What Parcel's React calls the host's `require`. */
export const PARCEL_REQUIRE = 'parcelRequire';

/** The part of `react-server-dom-parcel/server` that is used. */
export interface ParcelServer {
  renderToReadableStream(model: unknown, options: object): ReadableStream<Uint8Array>;
  decodeReply(body: string | FormData, options: object): PromiseLike<unknown>;
  decodeFormState(result: unknown, form: FormData): PromiseLike<FormState | null>;
  registerServerActions(manifest: object): void;
}

/** The part of `react-server-dom-parcel/client.browser` that is used. */
export interface ParcelClient extends ReactClient, ReactServerSideClient {
  setServerCallback(callServer: CallServer): void;
}

/**
 * Takes the manifests out of the calls. A client reference says itself where its module is. The table
 * of server functions is one for the whole process, which a decoder takes when it starts: each gets one
 * that refuses every name, so no argument is ever a server function.
 */
export function parcelServer(react: ParcelServer): ReactServer {
  const nothing = serverManifest(refuseReference, (value) => moduleSlot(value, PARCEL_REQUIRE));
  return {
    renderToReadableStream: (model, _manifest, options) =>
      react.renderToReadableStream(model, options),
    decodeReply(body, _manifest, options) {
      react.registerServerActions(nothing);
      return react.decodeReply(body, options);
    },
    decodeFormState(result, form) {
      react.registerServerActions(nothing);
      return react.decodeFormState(result, form);
    },
  };
}

/** Sets what calls the server, which Parcel's React has one of, for each value that it decodes. */
export function parcelClient(react: ParcelClient): ReactClient & ReactServerSideClient {
  const use = (options: { readonly callServer?: CallServer }): void => {
    if (options.callServer !== undefined) react.setServerCallback(options.callServer);
  };
  return {
    registerServerReference: react.registerServerReference,
    encodeReply: react.encodeReply,
    createFromFetch(response, options) {
      use(options);
      return react.createFromFetch(response, options);
    },
    createFromReadableStream(stream, options) {
      use(options);
      return react.createFromReadableStream(stream, options);
    },
  };
}
