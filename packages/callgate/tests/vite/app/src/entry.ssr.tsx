import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr';
import { renderToReadableStream } from 'react-dom/server.edge';
import type { Payload } from './payload.ts';

/** Renders a page to HTML, with its Flight in it. */
export async function renderHtml(
  flight: ReadableStream<Uint8Array>,
  formState: Payload['formState'],
): Promise<ReadableStream<Uint8Array>> {
  const [forHtml, forClient] = flight.tee();
  const { root } = await createFromReadableStream<Payload>(forHtml);
  const payload = JSON.stringify(await new Response(forClient).text()).replaceAll('<', '\\u003c');
  const script = await import.meta.viteRsc.loadBootstrapScriptContent('index');
  return renderToReadableStream(root, {
    formState,
    bootstrapScriptContent: `globalThis.flight = ${payload};${script}`,
  });
}
