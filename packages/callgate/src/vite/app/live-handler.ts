/** The key under which the manifest of development tells how to get the current one. */
export const CURRENT: unique symbol = Symbol.for('callgate.vite.current');

interface Served {
  readonly manifest: ServedManifest;
  readonly load: (module: string) => object | Promise<object>;
  readonly functions?: Readonly<Record<string, unknown>>;
}

interface ServedManifest {
  readonly functions: Readonly<Record<string, ServedFunction>>;
}

interface ServedFunction {
  readonly module: string;
  readonly export: string;
  readonly name: string;
}

type Handler = (request: Request, context?: unknown) => Promise<Response | null>;

/** What is needed of `@callgate/runtime/server`, in the copy that the app has. */
export interface Runtime<Options> {
  /** Makes the handler of one state. */
  readonly createServerFunctionHandler: (options: Options) => Handler;
  readonly hasServerReferenceId: (value: unknown, id: string) => boolean;
  readonly Refusal: new (code: 'unavailable', reason: string) => Error;
}

/**
 * Makes a handler for development, where functions come and go: each request is answered by a handler
 * of the functions that there are at that time. The rules are those of production.
 */
export function createLiveHandler<Options extends Served>(
  runtime: Runtime<Options>,
  options: Options,
): Handler {
  const create = runtime.createServerFunctionHandler;
  const current: unknown = Reflect.get(options.manifest, CURRENT);
  // A manifest of the app's own does not change.
  if (typeof current !== 'function') return create(options);
  let last: { manifest: ServedManifest; handler: Handler } | undefined;
  return async (request, context) => {
    const { manifest, load: loadModule } = await current();
    if (last === undefined || manifest !== last.manifest) {
      const functions = knownOptions(options.functions, manifest);
      const load = async (module: string) =>
        withoutGone(runtime, manifest, module, await loadModule(module));
      last = { manifest, handler: create({ ...options, manifest, load, functions }) };
    }
    return last.handler(request, context);
  };
}

/**
 * The options of the functions that there are. Development compiles a module when something imports
 * it, so those of the others wait; a build tells which have no function at all.
 */
function knownOptions(
  options: Served['functions'] = {},
  { functions }: ServedManifest,
): Readonly<Record<string, unknown>> {
  const known = new Set(
    Object.values(functions).flatMap(({ module, name }) => [module, `${module}#${name}`]),
  );
  return Object.fromEntries(Object.entries(options).filter(([key]) => known.has(key)));
}

/**
 * A module as it was loaded, which may be newer than the manifest: it is read from the disk, and the
 * event of its change comes later. Its functions that are gone are refused as those that the next
 * manifest has not got.
 */
function withoutGone(
  { hasServerReferenceId, Refusal }: Runtime<never>,
  { functions }: ServedManifest,
  module: string,
  namespace: object,
): object {
  const gone = Object.entries(functions).filter(
    ([id, entry]) =>
      entry.module === module && !hasServerReferenceId(Reflect.get(namespace, entry.export), id),
  );
  if (gone.length === 0) return namespace;
  const get = () => {
    throw new Refusal('unavailable', `an edit of ${module} has removed this server function`);
  };
  return Object.defineProperties(
    { ...namespace },
    Object.fromEntries(gone.map(([, entry]) => [entry.export, { get }])),
  );
}
