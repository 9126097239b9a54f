'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

/** Deletes a post. */
export function DeleteButton({ remove }: { remove: () => Promise<void> }): ReactNode {
  return (
    <form action={remove}>
      <Confirm />
    </form>
  );
}

function Confirm(): ReactNode {
  const { pending } = useFormStatus();
  return <button disabled={pending}>Delete this post</button>;
}
