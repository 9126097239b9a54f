'use client';

import { useActionState, type ReactNode } from 'react';

import { SubmitButton } from './submit-button.tsx';

/** What came of the last time that the post was saved. */
export interface SaveState {
  readonly message: string;
  /** What was written, when it could not be saved. */
  readonly draft: { readonly title: string; readonly body: string } | null;
}

/** The form that edits a post; its second button has an action of its own. */
export function PostEditor({
  title,
  body,
  save,
  remove,
}: {
  title: string;
  body: string;
  save: (previous: SaveState, formData: FormData) => Promise<SaveState>;
  remove: (formData: FormData) => Promise<void>;
}): ReactNode {
  const [{ message, draft }, action] = useActionState(save, { message: '', draft: null });
  return (
    // A person may have opened it before React was there.
    <details className="card" open={draft !== null} suppressHydrationWarning>
      <summary>Edit this post</summary>
      <form
        id="form-action-button"
        data-feature="form-action-button"
        action={action}
        className="stack"
      >
        <label>
          Title
          <input name="title" required maxLength={120} defaultValue={draft?.title ?? title} />
        </label>
        <label>
          Text
          <textarea
            name="body"
            required
            maxLength={10_000}
            rows={8}
            defaultValue={draft?.body ?? body}
          />
        </label>
        <div className="row">
          <SubmitButton pending="Saving…">Save</SubmitButton>
          <SubmitButton pending="Deleting…" formAction={remove} formNoValidate className="danger">
            Delete this post
          </SubmitButton>
          <span role="status" className={draft === null ? 'hint' : 'error'}>
            {message}
          </span>
        </div>
      </form>
    </details>
  );
}
