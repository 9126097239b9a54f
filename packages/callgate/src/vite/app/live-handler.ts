/** The key under which the manifest of development tells how to get the current one. */
export const CURRENT: unique symbol = Symbol.for('callgate.vite.current');

interface Served {
  readonly manifest: ServedManifest;
  readonly load: (module: string) => object | Promise<object>;
  readonly functions?: Readonly<Record<string, unknown>>;
}

interface ServedManifest {
  readonly functions: Readonly<Record<string, { readonly module: string; readonly name: string }>>;
}

type Handler = (request: Request, context?: unknown) => Promise<Response | null>;

/**
 * Makes a handler for development, where functions come and go: each request is answered by a handler
 * of the functions that there are at that time. The rules are those of production.
 *
 * @param create makes the handler of one state
 */
export function createLiveHandler<Options extends Served>(
  create: (options: Options) => Handler,
  options: Options,
): Handler {
  const current: unknown = Reflect.get(options.manifest, CURRENT);
  // A manifest of the app's own does not change.
  if (typeof current !== 'function') return create(options);
  let last: { manifest: ServedManifest; handler: Handler } | undefined;
  return async (request, context) => {
    const { manifest, load } = await current();
    if (last === undefined || manifest !== last.manifest) {
      const functions = knownOptions(options.functions, manifest);
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
