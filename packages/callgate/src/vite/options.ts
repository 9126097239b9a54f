import { checkBoolean, checkKeys, checkString, wrongOption } from '../option-checks.ts';

/** Names of the environments that modules are compiled for, as `rsc()` is told them. */
export interface EnvironmentNames {
  /** @default 'rsc' */
  readonly rsc?: string | undefined;
  /** @default 'ssr' */
  readonly ssr?: string | undefined;
  /** @default 'client' */
  readonly browser?: string | undefined;
}

/** Options of `callgate()`. */
export interface CallgateOptions {
  /**
   * The path under which server functions are called.
   * @default `_callgate` below Vite's `base`
   */
  readonly base?: string | undefined;
  /**
   * Names the build: the server tells it to clients, and clients tell the server.
   * @default a digest of the server functions' modules
   */
  readonly build?: string | undefined;
  /**
   * Mixed into every id, so that two deployments of one code base can have different ids.
   * @default the environment variable `CALLGATE_SALT`, or ''
   */
  readonly salt?: string | undefined;
  /**
   * Which server functions can be called: those that the server or the client graph reaches, or
   * those of all modules below Vite's `root`.
   * @default 'reachable'
   */
  readonly expose?: 'reachable' | 'all' | undefined;
  /**
   * `'next'` maps `next/cache`, `next/headers` and `next/navigation` to those of
   * `@callgate/runtime`.
   * @default none
   */
  readonly alias?: 'next' | undefined;
  /**
   * Where the keys that seal captured values come from: the environment variable `CALLGATE_KEYS`
   * (in development, without it, one is made and kept in Vite's cache), or, with `false`, the app's
   * own call of `configureSealing`.
   * @default 'environment'
   */
  readonly keys?: 'environment' | false | undefined;
  /**
   * Send only the member paths that a server function reads of a captured value.
   * @default true
   */
  readonly narrowCaptures?: boolean | undefined;
  /**
   * What answers calls: the handler of `@callgate/runtime` that the app makes, or, for an app that
   * is not there yet, what it has made of plugin-rsc's `loadServerAction`, `decodeReply` and
   * `decodeAction`. Only functions of the manifest can be called with either, but only ours checks
   * where a call comes from and how large it is.
   * @default 'callgate'
   */
  readonly dispatcher?: 'callgate' | 'plugin-rsc' | undefined;
  /** Names of the environments, when `rsc()` was given others. */
  readonly environment?: EnvironmentNames | undefined;
}

/** Options that were checked, with their defaults. */
export interface ResolvedOptions {
  readonly base: string | undefined;
  readonly build: string | undefined;
  readonly salt: string;
  readonly expose: 'reachable' | 'all';
  readonly alias: 'next' | undefined;
  readonly keys: 'environment' | false;
  readonly narrowCaptures: boolean;
  readonly dispatcher: 'callgate' | 'plugin-rsc';
  readonly environment: { readonly rsc: string; readonly ssr: string; readonly browser: string };
}

const names: ReadonlySet<string> = new Set<keyof CallgateOptions>([
  'base',
  'build',
  'salt',
  'expose',
  'alias',
  'keys',
  'narrowCaptures',
  'dispatcher',
  'environment',
]);

const environmentNames: ReadonlySet<string> = new Set<keyof EnvironmentNames>([
  'rsc',
  'ssr',
  'browser',
]);

/**
 * Checks the options of the plugin.
 *
 * @throws TypeError that names the option that is wrong
 */
export function resolveOptions(options: CallgateOptions): ResolvedOptions {
  checkKeys(options, names, 'the options object');
  const { base, build, salt = process.env['CALLGATE_SALT'] ?? '', environment = {} } = options;
  const { expose = 'reachable', alias, keys = 'environment', narrowCaptures = true } = options;
  const { dispatcher = 'callgate' } = options;
  checkString('base', base);
  checkString('build', build);
  checkString('salt', salt);
  checkBoolean('narrowCaptures', narrowCaptures);
  checkKeys(environment, environmentNames, '`environment`');
  const { rsc = 'rsc', ssr = 'ssr', browser = 'client' } = environment;
  for (const [key, name] of Object.entries({ rsc, ssr, browser })) {
    checkString(`environment.${key}`, name);
  }
  if (base !== undefined && !base.startsWith('/')) {
    throw wrongOption('base', 'a path that starts with "/"', base);
  }
  if (expose !== 'reachable' && expose !== 'all') {
    throw wrongOption('expose', "'reachable' or 'all'", expose);
  }
  if (alias !== undefined && alias !== 'next') throw wrongOption('alias', "'next'", alias);
  if (dispatcher !== 'callgate' && dispatcher !== 'plugin-rsc') {
    throw wrongOption('dispatcher', "'callgate' or 'plugin-rsc'", dispatcher);
  }
  if (keys !== 'environment' && keys !== false) {
    throw wrongOption('keys', "'environment' or `false`", keys);
  }
  const environments = { rsc, ssr, browser };
  return {
    base,
    build,
    salt,
    expose,
    alias,
    keys,
    narrowCaptures,
    dispatcher,
    environment: environments,
  };
}
