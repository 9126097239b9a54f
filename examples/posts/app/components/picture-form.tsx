'use client';

import { fetchWithProgress, withCallOptions } from '@callgate/runtime/client';
import { useState, useTransition, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';

/** Uploads a picture, and shows how far that is. */
export function PictureForm({ upload }: { upload: (file: File) => Promise<string> }): ReactNode {
  const [percent, setPercent] = useState<number | null>(null);
  const [message, setMessage] = useState('');
  const [isPending, startTransition] = useTransition();

  const submit = (formData: FormData): void => {
    const file = formData.get('picture');
    if (isPending || !(file instanceof File) || file.size === 0) return;
    setPercent(0);
    setMessage('Uploading…');
    const fetch = fetchWithProgress(({ loaded, total }) =>
      setPercent(Math.floor((100 * loaded) / total)),
    );
    startTransition(async () => {
      try {
        await withCallOptions(upload, { fetch })(file);
        setMessage('This is your picture now.');
      } catch (error) {
        setMessage(explain(error));
      }
    });
  };

  return (
    <form id="upload" data-feature="upload" action={submit} className="stack">
      <label>
        Picture <span className="hint">PNG, JPEG or WebP, at most 4 MB</span>
        <input type="file" name="picture" accept="image/png,image/jpeg,image/webp" required />
      </label>
      <div className="row">
        <button aria-disabled={isPending}>Upload</button>
        {percent === null ? null : (
          <progress aria-label="Upload" max={100} value={percent}>
            {percent} %
          </progress>
        )}
        <span role="status" className="hint">
          {message}
        </span>
      </div>
    </form>
  );
}
