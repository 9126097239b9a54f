import { createFromFetch, createFromReadableStream } from '@vitejs/plugin-rsc/browser';
import { StrictMode, startTransition, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';

const initial = await createFromReadableStream(new Response(globalThis.flight).body);

function Browser() {
  const [payload, setPayload] = useState(initial);
  useEffect(() => {
    import.meta.hot?.on('rsc:update', async () => {
      const response = fetch(location.href, { headers: { accept: 'text/x-component' } });
      const next = await createFromFetch(response);
      startTransition(() => setPayload(next));
    });
    document.documentElement.dataset.hydrated = 'yes';
  }, []);
  return payload.root;
}

hydrateRoot(
  document,
  <StrictMode>
    <Browser />
  </StrictMode>,
  { formState: initial.formState },
);
