import { type CookieJar, createCookieJar } from '../headers/cookie-jar.ts';
import { createReadonlyHeaders, type ReadonlyHeaders } from '../headers/readonly-headers.ts';
import { type ActionEffects, createActionEffects } from './action-effects.ts';
import { currentScope, runInScope } from './scope.ts';

/** What a request is doing: running a server function, or rendering a page. */
export type RequestPhase = 'action' | 'render';

/** What the server API knows about the request that the running code belongs to. */
export interface RequestContext {
  readonly request: Request;
  readonly phase: RequestPhase;
  /** The request's cookies, with what the action has set since. */
  readonly cookies: CookieJar;
  readonly headers: ReadonlyHeaders;
  /** Aborted when the client is gone or the time is up. */
  readonly signal: AbortSignal;
  /** The page that the user is on, which an action's own URL does not tell. */
  readonly page: URL;
  /** The route of that page, with its parameters' names: `/posts/[id]`. */
  readonly route: string | undefined;
  readonly effects: ActionEffects;
  /** Keeps the process alive for work that goes on after the answer. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** What belongs to this request alone, by the key of whoever keeps it. */
  readonly memory: Map<symbol, unknown>;
}

/** What a context is made of. */
export interface RequestContextOptions {
  /** Read when it is asked for: servers that do not have a web request make one only then. */
  readonly request: Request;
  /** @default the request's own signal */
  readonly signal?: AbortSignal;
  /** @default 'action' */
  readonly phase?: RequestPhase;
  /** @default the request's URL */
  readonly page?: URL;
  readonly route?: string | undefined;
  /** Runtimes that stop when the answer is sent give this: `ctx.waitUntil` of a worker. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

/** Makes the context of one request. Cookies and headers are read when they are asked for. */
export function createRequestContext(options: RequestContextOptions): RequestContext {
  const { phase = 'action', route, waitUntil = ignore } = options;
  const effects = createActionEffects();
  let page = options.page;
  let cookies: CookieJar | undefined;
  let headers: ReadonlyHeaders | undefined;
  return {
    get request() {
      return options.request;
    },
    get signal() {
      return options.signal ?? options.request.signal;
    },
    phase,
    route,
    effects,
    waitUntil,
    memory: new Map(),
    get page() {
      return (page ??= new URL(options.request.url));
    },
    get cookies() {
      return (cookies ??= createCookieJar(options.request.headers.get('cookie') ?? '', effects));
    },
    get headers() {
      return (headers ??= createReadonlyHeaders(options.request.headers));
    },
  };
}

/**
 * The same request, now rendering: it sees the cookies that the action has set, and cannot set any
 * more. What the action asked for is still to be answered.
 *
 * @param page the page that is rendered, if it is another one than the action was called from
 */
export function toRenderContext(
  context: RequestContext,
  page: { readonly page?: URL; readonly route?: string } = {},
): RequestContext {
  return Object.create(context, {
    phase: { value: 'render' },
    ...(page.page !== undefined && { page: { value: page.page } }),
    ...('route' in page && { route: { value: page.route } }),
  }) as RequestContext; // everything else is inherited
}

/** Runs code as part of a request, of the same call; with `undefined`, as part of none. */
export function runInRequestContext<T>(request: RequestContext | undefined, run: () => T): T {
  return runInScope({ call: currentScope()?.call, request }, run);
}

/** The request that the running code belongs to; `undefined` outside of one. */
export function currentRequestContext(): RequestContext | undefined {
  return currentScope()?.request;
}

function ignore(): void {}
