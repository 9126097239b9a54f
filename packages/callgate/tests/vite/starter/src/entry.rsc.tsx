import {
  createTemporaryReferenceSet,
  decodeAction,
  decodeFormState,
  decodeReply,
  loadServerAction,
  renderToReadableStream,
} from '@vitejs/plugin-rsc/rsc';
import type { ReactNode } from 'react';
import type { ReactFormState } from 'react-dom/client';
import { readRequest } from './request.ts';
import { Root } from './root.tsx';

export interface Payload {
  readonly root: ReactNode;
  readonly returnValue: { readonly ok: boolean; readonly data: unknown } | undefined;
  readonly formState: ReactFormState | undefined;
}

async function handle(request: Request): Promise<Response> {
  const { url, isFlight, id } = readRequest(request);
  let returnValue: Payload['returnValue'];
  let formState: ReactFormState | undefined;
  let temporaryReferences: unknown;
  let status = 200;
  if (request.method === 'POST' && id !== null) {
    const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data');
    const body = isForm ? await request.formData() : await request.text();
    temporaryReferences = createTemporaryReferenceSet();
    try {
      const args = await decodeReply(body, { temporaryReferences });
      const action = await loadServerAction(id);
      returnValue = { ok: true, data: await action.apply(null, args) };
    } catch (error) {
      returnValue = { ok: false, data: String(error) };
      status = 500;
    }
  } else if (request.method === 'POST') {
    const form = await request.formData();
    const action = await decodeAction(form);
    formState = await decodeFormState(await action(), form);
  }
  const payload: Payload = { root: <Root url={url} />, returnValue, formState };
  const flight = renderToReadableStream(payload, { temporaryReferences });
  if (isFlight) {
    return new Response(flight, { status, headers: { 'content-type': 'text/x-component' } });
  }
  const ssr = await import.meta.viteRsc.loadModule<typeof import('./entry.ssr.tsx')>('ssr');
  const html = await ssr.renderHtml(flight, formState);
  return new Response(html, { status, headers: { 'content-type': 'text/html;charset=utf-8' } });
}

import.meta.hot?.accept();

// plugin-rsc takes the handler from here.
// oxlint-disable-next-line import/no-default-export
export default handle;
