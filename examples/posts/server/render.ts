import { randomBytes } from 'node:crypto';

import { renderToReadableStream } from '@vitejs/plugin-rsc/rsc/server';

import { FLIGHT, type Payload } from '../client/payload.ts';
import { currentViewer } from '../lib/session.ts';
import { currentTheme } from '../lib/theme.ts';
import { pageAt } from './pages.tsx';

/** What a posted form adds to a page. */
export interface RenderOptions {
  readonly formState?: Payload['formState'];
  readonly failure?: string | null;
  readonly status?: number;
}

/** A page as Flight for the router, which asks for it, and as HTML for browsers. */
export async function renderPage(
  request: Request,
  { formState = null, failure = null, status = 200 }: RenderOptions = {},
): Promise<Response> {
  const url = new URL(request.url);
  const viewer = await currentViewer();
  const theme = await currentTheme();
  const page = pageAt(url, { path: url.pathname, query: url.search, viewer, theme, failure });
  const payload: Payload = { root: page.element, formState };
  const flight = renderToReadableStream(payload, {
    signal: request.signal,
    onError(error: unknown) {
      if (!request.signal.aborted) console.error(error);
    },
  });
  const init = { status: status === 200 ? page.status : status };
  if (request.headers.get('accept')?.includes(FLIGHT)) {
    return new Response(flight, { ...init, headers: headersOf(FLIGHT) });
  }
  const nonce = import.meta.env.PROD ? randomBytes(16).toString('base64') : undefined;
  const { renderHtml } = await import.meta.viteRsc.loadModule<typeof import('../entries/ssr.tsx')>(
    'ssr',
    'index',
  );
  const html = await renderHtml(flight, { formState, nonce });
  return new Response(html, { ...init, headers: headersOf('text/html; charset=utf-8', nonce) });
}

/** Headers of pages. They depend on who is signed in, so nothing in between may keep them. */
function headersOf(type: string, nonce?: string): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': 'private, no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    vary: 'accept, cookie',
    // Only our own files, no script that we have not marked, no frame around us: what an injection
    // would need. The development server has scripts and styles of its own.
    ...(nonce !== undefined && {
      'content-security-policy':
        `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self'; ` +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    }),
  };
}
