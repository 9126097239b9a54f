import { createRequire } from 'node:module';

import { createCallServer, setReactBinding, type CallServer } from '@callgate/runtime/client';
import { createClientBinding } from '@callgate/runtime/react/client';

import type { Payload } from '../../client/payload.ts';

/** What a browser does with the server, without drawing anything: cookies, calls and pages. */
export interface TestBrowser {
  /** Sends a request as a page of the server would. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** The cookies that it sends. */
  cookieHeader(): string;
  /** Calls a server function as a stub does. */
  readonly call: CallServer;
  /** The Flight payload of a page, as it is sent and as React revives it. */
  open(path: string): Promise<{ readonly payload: string; readonly tree: unknown }>;
}

/*
 * The components of client modules stay out of these tests: only their props count here. React
 * asks webpack's runtime for the modules, so any export of any module is found.
 */
const anyModule = new Proxy(
  {},
  // It is no promise: React waits for those.
  { get: (_, key) => (key === 'then' ? undefined : () => null) },
);
Object.assign(globalThis, {
  __webpack_require__: Object.assign(() => anyModule, { u: () => '' }),
});

// The build of React's client that browsers load; without bundler, Node would take the one for SSR.
const react = createRequire(import.meta.url)('react-server-dom-webpack/client.browser');
const binding = createClientBinding(react);
setReactBinding(binding);

/** A browser that nobody has signed in on. */
export function createBrowser(origin: string): TestBrowser {
  const cookies = new Map<string, string>();

  const cookieHeader = (): string => [...cookies].map((pair) => pair.join('=')).join('; ');

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', origin);
    headers.set('cookie', cookieHeader());
    const response = await fetch(new URL(path, origin), { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  const call = createCallServer({ endpoint: `${origin}/_callgate`, fetch: send });
  return {
    send,
    cookieHeader,
    call,
    async open(path) {
      const response = await send(path, { headers: { accept: 'text/x-component' } });
      const payload = await response.clone().text();
      const page = (await binding.decodeResponse(response, call)) as Payload;
      return { payload, tree: page.root };
    },
  };
}
