import { createServerFunctionHandler } from '@callgate/runtime/server';
import { renderToReadableStream } from '@vitejs/plugin-rsc/rsc';
import * as callgate from 'virtual:callgate/server';
import { Page } from './page.tsx';

const dispatch = createServerFunctionHandler({
  ...callgate,
  render: ({ formState, status }) => renderPage(formState, status),
});

async function renderPage(formState: unknown, status = 200) {
  const ssr = await import.meta.viteRsc.loadModule<typeof import('./entry.ssr.tsx')>('ssr');
  const html = await ssr.renderHtml(
    renderToReadableStream({ root: <Page />, formState }),
    formState,
  );
  return new Response(html, { status, headers: { 'content-type': 'text/html;charset=utf-8' } });
}

export default async function handler(request: Request): Promise<Response> {
  const answer = await dispatch(request);
  if (answer !== null) return answer;
  if (!request.headers.get('accept')?.includes('text/x-component')) return renderPage(null);
  return new Response(renderToReadableStream({ root: <Page />, formState: null }), {
    headers: { 'content-type': 'text/x-component;charset=utf-8' },
  });
}

import.meta.hot?.accept();
