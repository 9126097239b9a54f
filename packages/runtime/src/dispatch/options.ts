import { isSealingConfigured } from '../sealing/configuration.ts';
import type { AnyFunction } from '../server/server-reference.ts';
import { guardListener, logErrors, type OnEvent } from './events.ts';
import { type Limits, readLimits } from './limits.ts';
import { loadFunction } from './load-function.ts';
import { type CallableFunction, type Manifest, readManifest } from './manifest.ts';

/** Options of `createServerFunctionHandler`. */
export interface HandlerOptions {
  /** What the compiler wrote: the functions that can be called, and nothing else can. */
  readonly manifest: Manifest;
  /** Loads a compiled module by its path in the manifest. */
  readonly load: (module: string) => object | Promise<object>;
  /**
   * The path under which functions are called.
   *
   * @default '/_callgate'
   */
  readonly base?: string;
  /**
   * The app's own origins (`https://example.com`). Set it where the `Host` header is not checked
   * before: it stops DNS rebinding.
   *
   * @default the origin of the request's URL
   */
  readonly origins?: readonly string[];
  /**
   * Other origins whose pages may call.
   *
   * @default none
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * Lets requests in that say nothing of where they come from, as those of programs do. Browsers
   * always say it, so this does not open the app to other sites.
   *
   * @default false
   */
  readonly allowNonBrowserClients?: boolean;
  /**
   * Takes the app's own origin from `x-forwarded-proto` and `x-forwarded-host`. Only behind a proxy
   * that sets both: elsewhere a client could choose what it is compared with.
   *
   * @default false
   */
  readonly trustProxy?: boolean;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /**
   * Gets every event.
   *
   * @default errors are written to the console
   */
  readonly onEvent?: OnEvent;
}

/** Options that were checked. */
export interface Dispatcher {
  readonly functions: ReadonlyMap<string, CallableFunction>;
  readonly load: (module: string) => object | Promise<object>;
  /** Loads a function of the manifest by its id. */
  readonly loadFunction: (id: string) => Promise<AnyFunction | undefined>;
  /** The base with a slash at its end. */
  readonly prefix: string;
  readonly ownOrigins: ReadonlySet<string> | undefined;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowNonBrowserClients: boolean;
  readonly trustProxy: boolean;
  readonly limits: Limits;
  readonly onEvent: OnEvent;
}

/**
 * Checks the options of a handler.
 *
 * @throws TypeError that names the option that is wrong
 * @throws Error when functions have captures and there is no key to open them with
 */
export function readOptions(options: HandlerOptions): Dispatcher {
  const functions = readManifest(options.manifest);
  const { load, base = '/_callgate', limits = {}, onEvent = logErrors } = options;
  if (typeof load !== 'function') throw new TypeError('`load` must be a function.');
  requireSealingKeys(functions);
  return Object.freeze({
    functions,
    load,
    loadFunction: async (id: string) => {
      const found = functions.get(id);
      return found === undefined ? undefined : loadFunction(load, found);
    },
    prefix: readPrefix(base),
    ownOrigins: options.origins === undefined ? undefined : readOrigins('origins', options.origins),
    allowedOrigins: readOrigins('allowedOrigins', options.allowedOrigins ?? []),
    allowNonBrowserClients: options.allowNonBrowserClients === true,
    trustProxy: options.trustProxy === true,
    limits: readLimits(limits),
    onEvent: guardListener(onEvent),
  });
}

function readPrefix(base: string): string {
  if (!/^\/[\w\-./~]*$/.test(base) || new URL(base, 'http://localhost').pathname !== base) {
    throw new TypeError('`base` must be an absolute path, such as "/_callgate".');
  }
  return base.endsWith('/') ? base : `${base}/`;
}

function readOrigins(option: string, origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`\`${option}\` holds "${origin}"; an origin is "https://example.com".`);
    }
  }
  return new Set(origins);
}

function requireSealingKeys(functions: ReadonlyMap<string, CallableFunction>): void {
  if (isSealingConfigured()) return;
  const sealed = [...functions.values()].find(({ captures }) => captures?.length > 0);
  if (sealed === undefined) return;
  throw new Error(
    `The server function "${sealed.name}" of ${sealed.module} captures values, and there is no key ` +
      'to seal them with. Call `configureSealing({ keys })` from `@callgate/runtime/server` or ' +
      '`await loadSealingKeys()` from `@callgate/runtime/node` before the handler is made.',
  );
}
