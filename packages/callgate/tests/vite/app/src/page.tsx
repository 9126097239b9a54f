import { Counter } from './counter.tsx';
import { reset } from './reset.ts';

const visits = { count: 0 };

export function Page() {
  const factor = 3;
  visits.count += 1;
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
            return factor * n; // MARK-page-comment
          }}
        />
        <form action={reset}>
          <button id="reset">Reset</button>
        </form>
      </body>
    </html>
  );
}
