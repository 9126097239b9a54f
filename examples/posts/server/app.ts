import type { ServerBinding } from '@callgate/runtime/server';
import type { Manifest } from 'callgate';

import { withRequestContext } from '../lib/request-context.ts';
import { createDispatcher } from './dispatcher.ts';
import type { StaticFiles } from './static-files.ts';
import { pageAt } from './pages.tsx';
import { PAGE_HEADERS, SHELL } from './shell.ts';

/** Answers requests. */
export type App = (request: Request) => Promise<Response>;

/** What the application is made of. */
export interface AppOptions {
  readonly manifest: Manifest;
  /** Where its own pages are seen: only they may call server functions. */
  readonly origins: readonly string[];
  readonly binding: ServerBinding;
  readonly files: StaticFiles;
}

const FLIGHT = 'text/x-component';

/** Makes the application. */
export function createApp({ manifest, origins, binding, files }: AppOptions): App {
  const dispatch = createDispatcher(manifest, origins);
  return (request) =>
    withRequestContext(request, async () => {
      const called = await dispatch(request);
      if (called !== null) return called;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
      }
      return files.respond(request) ?? respondWithPage(request, binding);
    });
}

/** A page as Flight for our own script, which asks for it, and as HTML for the browser. */
function respondWithPage(request: Request, binding: ServerBinding): Response {
  const page = pageAt(new URL(request.url));
  if (page === null) return new Response('Not found\n', { status: 404 });
  const { status, element } = page;
  if (!request.headers.get('accept')?.includes(FLIGHT)) {
    return new Response(SHELL, { status, headers: PAGE_HEADERS });
  }
  const flight = binding.encode(element, {
    signal: request.signal,
    onError(error) {
      if (!request.signal.aborted) console.error(error);
    },
  });
  return new Response(flight, { status, headers: { ...PAGE_HEADERS, 'content-type': FLIGHT } });
}
