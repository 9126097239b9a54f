import type { ReactNode } from 'react';
import { getServerCounter, updateServerCounter } from './action.tsx';
import { AddTen, ClientCounter, Sum } from './client.tsx';

export async function Root({ url }: { readonly url: URL }): Promise<ReactNode> {
  const factor = 100;
  return (
    <html lang="en">
      <head>
        <title>Vite + RSC</title>
      </head>
      <body>
        <ClientCounter />
        <AddTen />
        <form action={updateServerCounter.bind(null, 1)}>
          <button id="server-counter">Server Counter: {await getServerCounter()}</button>
        </form>
        <Sum
          add={async (previous, form) => {
            'use server';
            return previous + factor * Number(form.get('by'));
          }}
        />
        <p>Request URL: {url.pathname}</p>
      </body>
    </html>
  );
}
