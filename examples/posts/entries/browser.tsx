import * as callgate from 'virtual:callgate/client';

import { createCallServer, setCallServer } from '@callgate/runtime/client';
import { createFromReadableStream } from '@vitejs/plugin-rsc/browser';
import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { rscStream } from 'rsc-html-stream/client';

import { followLinks } from '../client/links.ts';
import { type Payload, toReactFormState } from '../client/payload.ts';
import { leaveReloadNote, showReloadNote } from '../client/reload-note.ts';
import { setRouterActions } from '../client/router-state.ts';
import { createRouter } from '../client/router.ts';

let setPage: ((page: Payload) => void) | undefined;
let onShown: (() => void)[] = [];

const router = createRouter<Payload>({
  decode: (response) => decode(response.body),
  show(page, whenShown) {
    onShown.push(whenShown);
    startTransition(() => setPage?.(page));
  },
});

setCallServer(
  createCallServer({
    ...callgate,
    onRedirect: ({ url, type }) => router.navigate(url, type),
    // The call lasts until the page has come, and React shows it together with the end of the call.
    onRefresh: router.refresh,
    onUnavailable(error) {
      leaveReloadNote(error);
      return 'reload';
    },
  }),
);

function decode(stream: ReadableStream<Uint8Array> | null): Promise<Payload> {
  return createFromReadableStream<Payload>(stream ?? new ReadableStream());
}

function Browser({ first }: { first: Payload }): ReactNode {
  const [{ root }, set] = useState(first);
  useEffect(() => {
    setPage = set;
    // Tests wait for it: before, forms are posted as without JavaScript.
    document.documentElement.dataset['hydrated'] = 'true';
  }, []);
  useEffect(() => {
    const shown = onShown;
    onShown = [];
    for (const each of shown) each();
  }, [root]);
  return root;
}

const first = await decode(rscStream);
hydrateRoot(document, <Browser first={first} />, {
  formState: toReactFormState(first.formState),
});
setRouterActions(router);
followLinks(router);
showReloadNote();
import.meta.hot?.on('rsc:update', () => void router.refresh());
