'use client';

import { isActionError } from '@callgate/runtime/client';
import { useState, useTransition, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';
import { deletePost } from '../actions/posts.ts';

/** Tries what the person may not do. The function refuses, whatever is on the page. */
export function RefusalDemo({ postId, author }: { postId: string; author: string }): ReactNode {
  const [answer, setAnswer] = useState('');
  const [isPending, startTransition] = useTransition();

  const tryIt = (): void => {
    if (isPending) return;
    startTransition(async () => {
      try {
        // A function of a file, imported and called.
        await deletePost(postId);
        setAnswer('Deleted.');
      } catch (error) {
        const code = isActionError(error) ? `${error.status} ${error.code}: ` : '';
        setAnswer(code + explain(error));
      }
    });
  };

  return (
    <div id="unauthorised" data-feature="unauthorised">
      <div className="row" id="file-function" data-feature="file-function">
        <button type="button" aria-disabled={isPending} onClick={tryIt}>
          Delete a post of {author}
        </button>
      </div>
      <p role="status" className="output">
        {isPending ? 'Asking…' : answer}
      </p>
    </div>
  );
}
