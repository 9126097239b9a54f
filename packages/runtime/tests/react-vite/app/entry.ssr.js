import { setReactBinding } from '@callgate/runtime/ssr';
import { viteSsrBinding } from '@callgate/runtime/react/vite-ssr';
import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr';
import { renderToReadableStream } from 'react-dom/server.edge';

setReactBinding(viteSsrBinding());

export async function render(flight, formState) {
  const [forHtml, forClient] = flight.tee();
  const { root } = await createFromReadableStream(forHtml);
  const text = await new Response(forClient).text();
  const script = await import.meta.viteRsc.loadBootstrapScriptContent('index');
  return renderToReadableStream(root, {
    formState,
    bootstrapScriptContent: `globalThis.flight = ${JSON.stringify(text).replaceAll('<', '\\u003c')};${script}`,
  });
}
