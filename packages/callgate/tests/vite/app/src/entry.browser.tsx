import { createFromFetch, createFromReadableStream } from '@vitejs/plugin-rsc/browser';
import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Payload } from './payload.ts';

const text = new Blob([globalThis.flight]);
const initial = await createFromReadableStream<Payload>(text.stream());

function Browser(): ReactNode {
  const [payload, setPayload] = useState(initial);
  useEffect(() => {
    import.meta.hot?.on('rsc:update', async () => {
      const answer = fetch(location.href, { headers: { accept: 'text/x-component' } });
      const next = await createFromFetch<Payload>(answer);
      startTransition(() => setPayload(next));
    });
    document.documentElement.dataset['hydrated'] = 'yes';
  }, []);
  return payload.root;
}

hydrateRoot(document, <Browser />, { formState: initial.formState });
