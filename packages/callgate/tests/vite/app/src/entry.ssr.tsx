import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr';
import { renderToReadableStream } from 'react-dom/server.edge';

export async function renderHtml(flight: ReadableStream<Uint8Array>, formState: unknown) {
  const [forHtml, forClient] = flight.tee();
  const { root } = await createFromReadableStream(forHtml);
  const payload = JSON.stringify(await new Response(forClient).text()).replaceAll('<', '\\u003c');
  const script = await import.meta.viteRsc.loadBootstrapScriptContent('index');
  return renderToReadableStream(root, {
    formState,
    bootstrapScriptContent: `globalThis.flight = ${payload};${script}`,
  });
}
