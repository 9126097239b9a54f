import type { ReactNode } from 'react';

import { SubmitButton } from './submit-button.tsx';

/** The form that writes a short post. */
export function Composer({
  publish,
  topic,
}: {
  publish: (formData: FormData) => Promise<void>;
  topic: string | null;
}): ReactNode {
  return (
    <form
      id="form-action"
      data-feature="form-action"
      action={publish}
      className="stack card composer"
    >
      <label>
        Title
        <input name="title" required maxLength={120} />
      </label>
      <label>
        Text
        <textarea name="body" required maxLength={10_000} rows={2} />
      </label>
      <div className="row">
        <SubmitButton pending="Publishing…" className="primary">
          {topic === null ? 'Publish' : `Publish in ${topic}`}
        </SubmitButton>
        <span className="hint">Works without JavaScript, like every form here but two.</span>
      </div>
    </form>
  );
}
