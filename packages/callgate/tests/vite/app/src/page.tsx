import { Counter } from './counter.tsx';

export function Page() {
  const factor = 3;
  return (
    <html lang="en">
      <head>
        <title>Callgate and Vite</title>
      </head>
      <body>
        <h1>Page</h1>
        <Counter
          scale={async (n) => {
            'use server';
            return factor * n;
          }}
        />
      </body>
    </html>
  );
}
