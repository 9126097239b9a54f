'use client';

import { useOptimistic, useRef, useState, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';
import { SubmitButton } from './submit-button.tsx';

/** A comment as it is shown. */
export interface ShownComment {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly isSending?: boolean;
}

/** The comments of a post. A new one is shown before the server has it. */
export function Comments({
  comments,
  author,
  add,
}: {
  comments: readonly ShownComment[];
  /** The name of the person who reads; `null` when nobody is signed in. */
  author: string | null;
  add: (text: string) => Promise<void>;
}): ReactNode {
  const [shown, showNow] = useOptimistic(comments, (all, text: string) => [
    ...all,
    { id: `sending-${all.length}`, author: author ?? '', text, isSending: true },
  ]);
  const [failed, setFailed] = useState({ text: '', message: '' });
  const field = useRef<HTMLTextAreaElement>(null);

  const submit = async (formData: FormData): Promise<void> => {
    const text = String(formData.get('text'));
    showNow(text);
    try {
      await add(text);
      setFailed({ text: '', message: '' });
    } catch (error) {
      // What was written comes back into the field.
      setFailed({ text, message: explain(error) });
    }
    field.current?.focus();
  };

  return (
    <section id="optimistic" data-feature="optimistic" aria-labelledby="comments-title">
      <h2 id="comments-title">Comments</h2>
      {shown.length === 0 ? <p className="hint">Nobody has written anything yet.</p> : null}
      <ol className="comments">
        {shown.map(({ id, author: name, text, isSending = false }) => (
          <li key={id} data-sending={isSending}>
            <p className="facts">
              <strong>{name}</strong>
              {isSending ? ' · sending…' : null}
            </p>
            <p className="text">{text}</p>
          </li>
        ))}
      </ol>
      {author === null ? (
        <p className="hint">
          <a href="/account">Sign in</a> to comment.
        </p>
      ) : (
        <form action={submit} className="stack">
          <label>
            Comment
            <textarea
              ref={field}
              name="text"
              required
              maxLength={1000}
              rows={2}
              defaultValue={failed.text}
              key={failed.text}
            />
          </label>
          <div className="row">
            <SubmitButton pending="Sending the comment…">Comment</SubmitButton>
            <span role="alert" className="error">
              {failed.message}
            </span>
          </div>
        </form>
      )}
    </section>
  );
}
