'use client';

import { useActionState, useState } from 'react';
import { add, greet } from './actions.ts';

interface Props {
  readonly scale: (n: number) => Promise<number>;
}

export function Counter({ scale }: Props) {
  const [count, action] = useActionState(add, 40);
  const [greeting, setGreeting] = useState('');
  const [scaled, setScaled] = useState(0);
  return (
    <>
      <form id="counter" action={action}>
        <input name="by" defaultValue={2} />
        <button id="add">Add</button>
        <output id="count">{count}</output>
      </form>
      <button id="greet" onClick={async () => setGreeting(await greet('Ada'))}>
        Greet
      </button>
      <output id="greeting">{greeting}</output>
      <button id="scale" onClick={async () => setScaled(await scale(14))}>
        Scale
      </button>
      <output id="scaled">{scaled}</output>
    </>
  );
}
