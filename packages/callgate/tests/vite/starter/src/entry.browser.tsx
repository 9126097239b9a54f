import {
  createFromFetch,
  createFromReadableStream,
  createTemporaryReferenceSet,
  encodeReply,
  setServerCallback,
} from '@vitejs/plugin-rsc/browser';
import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { rscStream } from 'rsc-html-stream/client';
import type { Payload } from './entry.rsc.tsx';
import { toFlightRequest } from './request.ts';

const initial = await createFromReadableStream<Payload>(rscStream);
let show: (payload: Payload) => void = () => {};

function Browser(): ReactNode {
  const [payload, setPayload] = useState(initial);
  useEffect(() => {
    show = (next) => startTransition(() => setPayload(next));
    document.documentElement.dataset['hydrated'] = 'yes';
  }, []);
  return payload.root;
}

setServerCallback(async (id, args) => {
  const temporaryReferences = createTemporaryReferenceSet();
  const body = await encodeReply(args, { temporaryReferences });
  const answer = fetch(toFlightRequest(location.href, { id, body }));
  const payload = await createFromFetch<Payload>(answer, { temporaryReferences });
  show(payload);
  if (payload.returnValue?.ok !== true) throw new Error(String(payload.returnValue?.data));
  return payload.returnValue.data;
});

hydrateRoot(document, <Browser />, { formState: initial.formState ?? null });

import.meta.hot?.on('rsc:update', async () => {
  show(await createFromFetch<Payload>(fetch(toFlightRequest(location.href))));
});
