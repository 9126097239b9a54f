/** The graph that a module is compiled for. */
export type Environment = 'server' | 'ssr' | 'client';

/** Options of `transform` and `transformSync`. */
export interface TransformOptions {
  /**
   * Path of the module: absolute, or relative to `root`. Its extension decides the syntax
   * (`.ts`, `.mts`, `.cts`: TypeScript; `.tsx`: TypeScript and JSX; others: JavaScript and JSX).
   */
  filename: string;
  /**
   * Ids and the manifest use `filename` relative to this directory, which itself may be relative to
   * the current one.
   * @default process.cwd()
   */
  root?: string | undefined;
  /**
   * The graph: `server` is the `react-server` graph, where server functions run; in `ssr`
   * (server-side rendering of client components) and `client` (the browser) they are stubs.
   */
  environment: Environment;
  /**
   * Development output: stubs carry the function's name and a source map to the original.
   * @default false
   */
  dev?: boolean | undefined;
  /**
   * Mixed into every id, so that two deployments of one code base can have different ids.
   * @default ''
   */
  salt?: string | undefined;
  /**
   * Make a source map.
   * @default true
   */
  sourceMap?: boolean | undefined;
  /**
   * A version 3 source map (JSON text) of `source` itself; the output map is composed with it.
   * @default undefined
   */
  inputSourceMap?: string | undefined;
  /**
   * Send only the member paths that a server function reads of a captured value. `false` sends
   * every captured value whole.
   * @default true
   */
  narrowCaptures?: boolean | undefined;
  /**
   * The modules that compiled code imports its helpers from.
   * @default { server: '@callgate/runtime/server', ssr: '@callgate/runtime/ssr', client: '@callgate/runtime/client' }
   */
  runtime?: RuntimeModules | undefined;
  /**
   * The names behind `export * from '<source>'`, by source as written.
   * @default {}
   */
  resolvedExports?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Module specifiers of the runtime helpers, by environment. */
export interface RuntimeModules {
  /** @default '@callgate/runtime/server' */
  server?: string | undefined;
  /** @default '@callgate/runtime/ssr' */
  ssr?: string | undefined;
  /** @default '@callgate/runtime/client' */
  client?: string | undefined;
}
