import type { ByteSink } from '../byte-sink.ts';
import type {
  DecodeOptions,
  EncodeOptions,
  FormState,
  FunctionResolver,
  ServerBinding,
} from '../server-binding.ts';
import {
  missingClientManifest,
  ownClientIds,
  ownClientReferences,
  refuseReference,
  serverManifest,
} from './manifests.ts';
import { type ModuleSlot, moduleSlot, usualRequireName } from './module-slot.ts';
import { assertReactVersion } from './react-version.ts';

/** The part of `react-server-dom-webpack/server` and its kin that is used. */
export interface ReactServer {
  renderToReadableStream(
    model: unknown,
    clientManifest: unknown,
    options: object,
  ): ReadableStream<Uint8Array>;
  /** What React's builds for Node have besides. */
  readonly renderToPipeableStream?: (
    model: unknown,
    clientManifest: unknown,
    options: object,
  ) => PipeableStream;
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

/** A result that React writes into a sink. */
export interface PipeableStream {
  pipe(sink: ByteSink): unknown;
  abort(reason: unknown): void;
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
  /**
   * What React's modules call the host's `require`: `__turbopack_require__`, for instance.
   *
   * @default '__webpack_require__', or what `@vitejs/plugin-rsc` makes of it where that is there
   */
  readonly requireName?: string;
  /**
   * The package that the modules are of. Versions with known holes are refused.
   *
   * @default not checked: the host must do it
   */
  readonly package?: { readonly name: string; readonly version: string };
}

/**
 * Makes the binding of the server graph from React's modules.
 *
 * @throws Error for a version of React with known holes
 */
export function createServerBinding(options: ServerBindingOptions): ServerBinding {
  const { server, client, clientManifest = missingClientManifest, requireName } = options;
  if (options.package !== undefined) {
    assertReactVersion(options.package.name, options.package.version);
  }
  const slotOf = (value: unknown): ModuleSlot =>
    moduleSlot(value, requireName ?? usualRequireName());
  // Most calls have the same resolver, which refuses.
  const manifests = new WeakMap<FunctionResolver, object>();
  const manifestOf = (resolve: FunctionResolver): object => {
    const known = manifests.get(resolve);
    if (known !== undefined) return known;
    const made = serverManifest(resolve, slotOf);
    manifests.set(resolve, made);
    return made;
  };
  const { renderToPipeableStream } = server;
  return {
    encode: (value, encodeOptions) =>
      server.renderToReadableStream(value, clientManifest, encodeOptions),

    ...(renderToPipeableStream && {
      pipe: (value, encodeOptions, sink) => {
        const result = renderToPipeableStream(value, clientManifest, encodeOptions);
        result.pipe(sink);
        return (reason) => result.abort(reason);
      },
    }),

    // React gives a thenable whose `then` returns nothing.
    decodeReply: (body, decodeOptions) =>
      new Promise((resolve, reject) => {
        server
          .decodeReply(body, manifestOf(decodeOptions.resolve), decodeOptions)
          .then(resolve, reject);
      }),

    // Names the action by its id alone, so no function is looked up.
    decodeFormState: async (result, form) =>
      await server.decodeFormState(result, form, manifestOf(refuseReference)),

    encodeCaptures: (value, encodeOptions) =>
      server.renderToReadableStream(value, ownClientIds, {
        ...encodeOptions,
        // Development builds write stack frames into the stream; nobody reads them here.
        filterStackFrame: () => false,
      }),

    decodeCaptures: async (stream, resolve) =>
      await client.createFromReadableStream(stream, {
        serverConsumerManifest: {
          moduleMap: ownClientReferences(slotOf),
          serverModuleMap: manifestOf(resolve),
          moduleLoading: null,
        },
        // For a React that does not look functions up here.
        callServer: async (id: string, args: readonly never[]) => (await resolve(id))(...args),
      }),
  };
}

export type { DecodeOptions, EncodeOptions, FunctionResolver, ServerBinding };
