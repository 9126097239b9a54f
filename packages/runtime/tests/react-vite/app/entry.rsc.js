import { viteServerBinding } from '@callgate/runtime/react/vite-server';
import {
  configureSealing,
  createServerFunctionHandler,
  setReactBinding,
} from '@callgate/runtime/server';
import { createElement } from 'react';
import { Badge, Counter } from './counter.js';
import { manifest, scaler } from './functions.js';

const binding = viteServerBinding();
setReactBinding(binding);
configureSealing({ keys: [crypto.getRandomValues(new Uint8Array(32))] });

async function page(formState) {
  const counter = createElement(Counter, { scale: scaler(3, Badge) });
  const root = createElement('html', null, createElement('body', null, counter));
  const flight = binding.encode({ root, formState }, { onError: console.error });
  const ssr = await import.meta.viteRsc.loadModule('ssr', 'index');
  return new Response(await ssr.render(flight, formState), {
    headers: { 'content-type': 'text/html' },
  });
}

const dispatch = createServerFunctionHandler({
  manifest,
  load: () => import('./functions.js'),
  render: ({ formState }) => page(formState),
});

export async function handle(request) {
  return (await dispatch(request)) ?? page(null);
}
