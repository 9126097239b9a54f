'use client';

import { type ReactNode, useActionState, useState } from 'react';
import { updateServerCounter } from './action.tsx';

export function ClientCounter(): ReactNode {
  const [count, setCount] = useState(0);
  return (
    <button id="client-counter" onClick={() => setCount((n) => n + 1)}>
      Client Counter: {count}
    </button>
  );
}

export function AddTen(): ReactNode {
  return (
    <button id="add-ten" onClick={() => updateServerCounter(10)}>
      Add ten
    </button>
  );
}

interface SumProps {
  readonly add: (previous: number, form: FormData) => Promise<number>;
}

export function Sum({ add }: SumProps): ReactNode {
  const [sum, action] = useActionState(add, 1);
  return (
    <form id="sum" action={action}>
      <input name="by" defaultValue={2} />
      <button id="add">Add</button>
      <output id="total">{sum}</output>
    </form>
  );
}
