import {
  callServer,
  createCallServer,
  setCallServer,
  setReactBinding,
} from '@callgate/runtime/client';
import { viteClientBinding } from '@callgate/runtime/react/vite-client';
import { createFromReadableStream } from '@vitejs/plugin-rsc/browser';
import { hydrateRoot } from 'react-dom/client';

setReactBinding(viteClientBinding());
setCallServer(createCallServer());

const { root, formState } = await createFromReadableStream(new Response(globalThis.flight).body, {
  callServer,
});
hydrateRoot(document, root, { formState });
document.documentElement.dataset.hydrated = 'yes';
