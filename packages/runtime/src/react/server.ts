import { clientReference } from '../server/client-reference.ts';
import type {
  DecodeOptions,
  EncodeOptions,
  FormState,
  FunctionResolver,
  ServerBinding,
} from '../server-binding.ts';
import { moduleSlot } from './module-slot.ts';

/** The part of `react-server-dom-webpack/server` and its kin that is used. */
export interface ReactServer {
  renderToReadableStream(
    model: unknown,
    clientManifest: unknown,
    options: object,
  ): ReadableStream<Uint8Array>;
  decodeReply(
    body: string | FormData,
    serverManifest: unknown,
    options: object,
  ): PromiseLike<unknown>;
  decodeFormState(
    result: unknown,
    form: FormData,
    serverManifest: unknown,
  ): PromiseLike<FormState | null>;
}

/** The part of `react-server-dom-webpack/client.edge` and its kin that is used. */
export interface ReactServerSideClient {
  createFromReadableStream(
    stream: ReadableStream<Uint8Array>,
    options: object,
  ): PromiseLike<unknown>;
}

/** What a binding is made of. */
export interface ServerBindingOptions {
  /** The module that renders server components, the same copy that the host renders with. */
  readonly server: ReactServer;
  /** The module that decodes Flight on a server, used to open sealed captures. */
  readonly client: ReactServerSideClient;
  /**
   * Where the client finds the modules of client references, as the bundler wrote it. Results that
   * hold a client component need it.
   *
   * @default every look-up is an error that says so
   */
  readonly clientManifest?: object;
}

/** Makes the binding of the server graph from React's modules. */
export function createServerBinding(options: ServerBindingOptions): ServerBinding {
  const { server, client, clientManifest = missingClientManifest } = options;
  return {
    encode: (value, encodeOptions) =>
      server.renderToReadableStream(value, clientManifest, encodeOptions),

    // React gives a thenable whose `then` returns nothing; awaiting it makes a promise.
    decodeReply: async (body, decodeOptions) =>
      await server.decodeReply(body, serverManifest(decodeOptions.resolve), decodeOptions),

    // Names the action by its id alone, so no function is looked up.
    decodeFormState: async (result, form) =>
      await server.decodeFormState(result, form, serverManifest(refuseReference)),

    encodeCaptures: (value, encodeOptions) =>
      server.renderToReadableStream(value, ownClientIds, {
        ...encodeOptions,
        // Development builds write stack frames into the stream; nobody reads them here.
        filterStackFrame: () => false,
      }),

    decodeCaptures: async (stream, resolve) =>
      await client.createFromReadableStream(stream, {
        serverConsumerManifest: {
          moduleMap: ownClientReferences,
          serverModuleMap: serverManifest(resolve),
          moduleLoading: null,
        },
      }),
  };
}

/** A manifest in which a resolver decides over each id. */
function serverManifest(resolve: FunctionResolver): object {
  // Called once for an id as it stands in the payload. A resolver that throws stops React here,
  // before it falls back to splitting the id at its last `#`.
  return lookUp((id) => moduleSlot(resolve(id)));
}

function refuseReference(id: string): never {
  throw new Error(`The state of a form holds the server reference "${id}".`);
}

const missingClientManifest = lookUp((id) => {
  throw new Error(
    `The result holds the client reference "${id}", but the React binding was made without a \`clientManifest\`.`,
  );
});

/** Encodes client references by their server-side ids, so that decoding gives the same ones back. */
const ownClientIds = lookUp((id) => ({ id, chunks: [], name: '*', async: false }));

const ownClientReferences = lookUp((id) => ({ '*': moduleSlot(clientReference(id)) }));

function lookUp(find: (key: string) => unknown): object {
  return new Proxy(Object.freeze(Object.create(null)), {
    get: (_target, key) => (typeof key === 'string' ? find(key) : undefined),
  });
}

export type { DecodeOptions, EncodeOptions, FunctionResolver, ServerBinding };
