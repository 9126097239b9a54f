'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

/** The form that writes a post. */
export function Composer({
  publish,
  topic,
}: {
  publish: (formData: FormData) => Promise<void>;
  topic: string | null;
}): ReactNode {
  return (
    <form action={publish} className="stack">
      <label>
        Title
        <input name="title" required maxLength={120} />
      </label>
      <label>
        Text
        <textarea name="body" required maxLength={10_000} rows={3} />
      </label>
      <Publish topic={topic} />
    </form>
  );
}

function Publish({ topic }: { topic: string | null }): ReactNode {
  const { pending } = useFormStatus();
  return <button disabled={pending}>{topic === null ? 'Publish' : `Publish in ${topic}`}</button>;
}
