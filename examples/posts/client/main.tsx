// First: React's bindings need it while they are evaluated.
import './webpack-require.ts';
import './style.css';

import {
  callServer,
  createCallServer,
  setCallServer,
  setReactBinding,
} from '@callgate/runtime/client';
import { webpackClientBinding } from '@callgate/runtime/react/webpack-client';
import { startTransition, use, useEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

import { Failure } from './failure.tsx';

const binding = webpackClientBinding();
setReactBinding(binding);

const send = createCallServer();
let refresh = (): void => {};
setCallServer(async (id, args) => {
  const result = await send(id, args);
  // A server function may have changed anything that the page shows.
  refresh();
  return result;
});

/** Asks the server for the page at the address of this window. */
async function fetchPage(): Promise<ReactNode> {
  const response = await fetch(location.href, { headers: { accept: 'text/x-component' } });
  // Only elements and what they hold come from there.
  return (await binding.decodeResponse(response, callServer)) as ReactNode;
}

function Page({ first }: { first: Promise<ReactNode> }): ReactNode {
  const [page, setPage] = useState(first);
  useEffect(() => {
    refresh = () => startTransition(() => setPage(fetchPage()));
  }, []);
  return use(page);
}

const container = document.getElementById('root');
if (container === null) throw new Error('The document has no element #root.');
const root = createRoot(container, {
  onUncaughtError(error) {
    console.error(error);
    root.render(<Failure error={error} />);
  },
});
root.render(<Page first={fetchPage()} />);
