/** The key under which the manifest of development tells how to get the current one. */
export const CURRENT: unique symbol = Symbol.for('callgate.vite.current');

interface Served {
  readonly manifest: object;
  readonly load: (module: string) => object | Promise<object>;
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
  let last = { manifest: options.manifest, handler: create(options) };
  return async (request, context) => {
    const { manifest, load } = await current();
    if (manifest !== last.manifest) {
      last = { manifest, handler: create({ ...options, manifest, load }) };
    }
    return last.handler(request, context);
  };
}
