import { createFromReadableStream, getClientEntryUrl } from '@vitejs/plugin-rsc/ssr';
import { use, type ReactNode } from 'react';
import { renderToReadableStream } from 'react-dom/server.edge';
import { injectRSCPayload } from 'rsc-html-stream/server';

import { type Payload, toReactFormState } from '../client/payload.ts';

/** Options of {@link renderHtml}. */
export interface HtmlOptions {
  readonly formState: Payload['formState'];
  /** Marks our own scripts for the policy of the page. */
  readonly nonce: string | undefined;
}

/** Renders a page to HTML, with the page itself in it, so that the browser need not ask for it. */
export async function renderHtml(
  flight: ReadableStream<Uint8Array>,
  { formState, nonce }: HtmlOptions,
): Promise<ReadableStream<Uint8Array>> {
  const [forHtml, forBrowser] = flight.tee();
  let payload: Promise<Payload> | undefined;
  function Root(): ReactNode {
    // Decoded while React renders, so that it hears of the styles and scripts that are needed.
    payload ??= createFromReadableStream<Payload>(forHtml);
    return use(payload).root;
  }
  const html = await renderToReadableStream(<Root />, {
    bootstrapModules: [getClientEntryUrl()],
    formState: toReactFormState(formState),
    ...(nonce !== undefined && { nonce }),
  });
  return html.pipeThrough(injectRSCPayload(forBrowser, { ...(nonce !== undefined && { nonce }) }));
}
