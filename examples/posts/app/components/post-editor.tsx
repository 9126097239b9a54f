'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

/** The form that edits a post. */
export function PostEditor({
  title,
  body,
  save,
}: {
  title: string;
  body: string;
  save: (formData: FormData) => Promise<void>;
}): ReactNode {
  return (
    <form action={save} className="stack">
      <label>
        Title
        <input name="title" required maxLength={120} defaultValue={title} />
      </label>
      <label>
        Text
        <textarea name="body" required maxLength={10_000} rows={6} defaultValue={body} />
      </label>
      <Save />
    </form>
  );
}

function Save(): ReactNode {
  const { pending } = useFormStatus();
  return <button disabled={pending}>Save</button>;
}
