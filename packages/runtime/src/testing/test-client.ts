import { HEADER } from '../client/answer-headers.ts';
import { type CallServerOptions, createCallServer } from '../client/call-server.ts';
import { bindingSlot, type ClientBinding } from '../client/client-binding.ts';
import type { ActionRedirect } from '../client/effects.ts';
import type { Send } from '../client/transport.ts';
import { createCookieJar } from './cookie-jar.ts';

/** Options of `createTestClient`. */
export interface TestClientOptions extends Pick<CallServerOptions, 'build' | 'onUnavailable'> {
  /** The handler of the app: what `createServerFunctionHandler` gives, or a server of any kind. */
  readonly handler: (request: Request, context?: unknown) => Promise<Response | null>;
  /** The React binding of a browser: `webpackTestBinding()`, for instance. */
  readonly react: ClientBinding;
  /**
   * The origin that the app has, and that its pages say they are of.
   *
   * @default 'http://localhost'
   */
  readonly origin?: string;
  /**
   * Path and query of the page that calls.
   *
   * @default '/'
   */
  readonly page?: string;
  /**
   * The path under which functions are called.
   *
   * @default '/_callgate'
   */
  readonly base?: string;
  /** Cookies that the browser has at the start. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** Further headers of each request; they win over those that the client sends by itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the handler gets as the context of each request. */
  readonly context?: unknown;
}

/** A browser as a server function sees it, without a network. */
export interface TestClient {
  /**
   * Calls a server function: its arguments are encoded, dispatched and decoded, and so is its result.
   * A reference with captures sends them sealed. What a browser would throw is thrown.
   *
   * @param target the server function, a reference of it, or an id
   */
  call(target: string | ((...args: never[]) => unknown), ...args: unknown[]): Promise<unknown>;
  /** Posts a form to a page, as a browser does without JavaScript. */
  submit(page: string, form: FormData): Promise<Response>;
  /** The cookies that the browser has now; a test may change them. */
  readonly cookies: Map<string, string>;
  /** Where the last call redirected to. */
  readonly redirect: ActionRedirect | undefined;
  /** Why the last call had the page read again: `refresh`, `path`, `tag`, `cookie`. */
  readonly refreshed: ReadonlySet<string>;
}

/** Makes a client for unit tests that calls server functions over their real wire format. */
export function createTestClient(options: TestClientOptions): TestClient {
  const { origin = 'http://localhost', page = '/', base = '/_callgate' } = options;
  const jar = createCookieJar(options.cookies);
  bindingSlot('client').set(options.react);

  async function send(path: string, request: RequestInit): Promise<Response> {
    const cookie = jar.header();
    const headers = new Headers({
      origin,
      'sec-fetch-site': 'same-origin',
      ...(cookie === undefined ? {} : { cookie }),
      ...Object.fromEntries(new Headers(request.headers)),
      ...options.headers,
    });
    const url = new URL(path, origin);
    const answer = await options.handler(
      new Request(url, { ...request, headers }),
      options.context,
    );
    if (answer === null) throw new Error(`The handler does not answer POST ${url.pathname}.`);
    jar.store(answer);
    return answer;
  }

  const effects = {
    redirect: undefined as ActionRedirect | undefined,
    refreshed: new Set<string>(),
  };
  const callServer = createCallServer({
    ...options,
    endpoint: new URL(base, origin).href,
    headers: () => ({ [HEADER.page]: page }),
    fetch: send satisfies Send,
    onRedirect: (redirect) => {
      effects.redirect = redirect;
      effects.refreshed = new Set(redirect.flags);
    },
    onRefresh: ({ flags }) => void (effects.refreshed = new Set(flags)),
  });

  return {
    async call(target, ...args) {
      effects.redirect = undefined;
      effects.refreshed = new Set();
      const [id, bound] = typeof target === 'string' ? [target, []] : await referenceOf(target);
      return callServer(id, [...bound, ...args]);
    },
    submit: (path, form) => send(path, { method: 'POST', body: form, redirect: 'manual' }),
    cookies: jar.cookies,
    get redirect() {
      return effects.redirect;
    },
    get refreshed() {
      return effects.refreshed;
    },
  };
}

/** What React sends of a reference: its id, and the arguments that are bound to it. */
async function referenceOf(target: object): Promise<[string, unknown[]]> {
  const id: unknown = Reflect.get(target, '$$id');
  if (typeof id !== 'string') {
    throw new TypeError('What is called is not a server function, nor a reference of one.');
  }
  const bound: unknown = Reflect.get(target, '$$bound');
  return [id, Array.isArray(bound) ? await Promise.all(bound) : []];
}
