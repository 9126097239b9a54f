import { createServerFunctionHandler } from '@callgate/runtime/server';
import { renderToReadableStream } from '@vitejs/plugin-rsc/rsc';
import * as callgate from 'virtual:callgate/server';
import { Page } from './page.tsx';
import type { Payload } from './payload.ts';

type FormState = Payload['formState'];

const dispatch = createServerFunctionHandler({
  ...callgate,
  // React's own types hide what a form state is made of.
  render: ({ formState, status }) => renderPage(formState as FormState, status),
});

async function renderPage(formState: FormState, status = 200): Promise<Response> {
  const ssr = await import.meta.viteRsc.loadModule<typeof import('./entry.ssr.tsx')>('ssr');
  const html = await ssr.renderHtml(toFlight(formState), formState);
  return new Response(html, { status, headers: { 'content-type': 'text/html;charset=utf-8' } });
}

function toFlight(formState: FormState): ReadableStream<Uint8Array> {
  return renderToReadableStream<Payload>({ root: <Page />, formState });
}

async function handle(request: Request): Promise<Response> {
  const answer = await dispatch(request);
  if (answer !== null) return answer;
  if (!request.headers.get('accept')?.includes('text/x-component')) return renderPage(null);
  return new Response(toFlight(null), { headers: { 'content-type': 'text/x-component' } });
}

import.meta.hot?.accept();

// plugin-rsc takes the handler from here.
// oxlint-disable-next-line import/no-default-export
export default handle;
