import type { OnEvent } from './events.ts';
import type { RenderPage } from './form/render.ts';
import type { FunctionTable } from './function-options.ts';
import type { Instrumentation } from './instrumentation.ts';
import type { Limits } from './limits.ts';
import type { Manifest } from './manifest.ts';
import type { Middleware } from './middleware.ts';

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
   * Other origins whose pages may call. The host answers what their browsers ask before (CORS).
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
  /** Runs around every function, before its body is read: authentication, rate limits. */
  readonly middleware?: readonly Middleware[];
  /** Schemas, limits, middleware and the like of single functions and modules, by stable name. */
  readonly functions?: FunctionTable;
  /**
   * Renders the page that a form was posted to without JavaScript. With it the handler answers such
   * posts, to any URL that `isPage` is true for.
   *
   * @default forms without JavaScript are left to others
   */
  readonly render?: RenderPage;
  /**
   * Whether a path is that of a page, where posted forms are server functions. Say `false` for the
   * paths of your own that take multipart bodies.
   *
   * @default every path
   */
  readonly isPage?: (path: string) => boolean;
  /** The build that the server runs; every answer names it. */
  readonly build?: string;
  /**
   * What happens to calls of clients of other builds: `allow` runs them while there is a function of
   * that id; `refuse` answers all of them with `409`.
   *
   * @default 'allow'
   */
  readonly skew?: 'allow' | 'refuse';
  /** The route of a page, with its parameters' names, for `revalidatePath`: `/posts/[id]`. */
  readonly route?: (page: URL) => string | undefined;
  /** Keeps the process alive for work that goes on after the answer: `ctx.waitUntil` of a worker. */
  readonly waitUntil?: (work: Promise<unknown>, context: unknown) => void;
  /** Runs around calls, for traces: `openTelemetry()` of `@callgate/runtime/opentelemetry`. */
  readonly instrument?: Instrumentation;
  /**
   * Gets every event.
   *
   * @default errors are written to the console
   */
  readonly onEvent?: OnEvent;
}
