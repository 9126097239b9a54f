import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr';
import { type ReactNode, use } from 'react';
import type { ReactFormState } from 'react-dom/client';
import { renderToReadableStream } from 'react-dom/server.edge';
import { injectRSCPayload } from 'rsc-html-stream/server';
import type { Payload } from './entry.rsc.tsx';

/** Renders a page to HTML, with its Flight in it. */
export async function renderHtml(
  flight: ReadableStream<Uint8Array>,
  formState: ReactFormState | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const [forHtml, forClient] = flight.tee();
  let payload: Promise<Payload> | undefined;
  function SsrRoot(): ReactNode {
    payload ??= createFromReadableStream<Payload>(forHtml);
    return use(payload).root;
  }
  const html = await renderToReadableStream(<SsrRoot />, {
    bootstrapScriptContent: await import.meta.viteRsc.loadBootstrapScriptContent('index'),
    formState: formState ?? null,
  });
  return html.pipeThrough(injectRSCPayload(forClient));
}
