/** The graph that a module is compiled for. */
export type Environment = 'server' | 'ssr' | 'client';

/** Options of the plugin: the second member of its entry in `jsc.experimental.plugins`. */
export interface PluginOptions {
  /**
   * `transform` compiles. `check` reports diagnostics and leaves the program as it is, for builds
   * that compile server functions themselves; modules in `node_modules` are not looked at.
   * @default 'transform'
   */
  mode?: 'transform' | 'check';
  /**
   * The graph: `server` is the `react-server` graph, where server functions run; in `ssr`
   * (server-side rendering of client components) and `client` (the browser) they are stubs. Has to
   * be given, but for `check`, where it is `server`.
   */
  environment?: Environment;
  /**
   * How the manifest of a module leaves the plugin: as `output` of the result of `@swc/core`, or
   * as a comment at the start of the code. `readManifest` of `callgate/swc` reads both. Rspack
   * ends when a plugin writes to `output`: `comment` or `none` there.
   * @default 'output'
   */
  manifest?: 'output' | 'comment' | 'none';
  /**
   * Path of the module: absolute, or relative to `root`.
   * @default the file name that the host gives
   */
  filename?: string;
  /**
   * Ids and the manifest use `filename` relative to this directory.
   * @default the working directory of the host
   */
  root?: string;
  /**
   * Development output: stubs carry the function's name.
   * @default whether the host's environment (`envName`, `SWC_ENV`, `NODE_ENV`) is `development`
   */
  dev?: boolean;
  /**
   * Mixed into every id, so that two deployments of one code base can have different ids.
   * @default ''
   */
  salt?: string;
  /**
   * Send only the member paths that a server function reads of a captured value. `false` sends
   * every captured value whole.
   * @default true
   */
  narrowCaptures?: boolean;
  /**
   * The modules that compiled code imports its helpers from.
   * @default { server: '@callgate/runtime/server', ssr: '@callgate/runtime/ssr', client: '@callgate/runtime/client' }
   */
  runtime?: Partial<Record<Environment, string>>;
  /**
   * The names behind `export * from '<source>'`, by source as written.
   * @default {}
   */
  resolvedExports?: Readonly<Record<string, readonly string[]>>;
}
