'use client';

import { withCallOptions } from '@callgate/runtime/client';
import { useState, useTransition, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';

/** Likes a post, and shows the number of likes that the server answers. */
export function LikeButton({
  like,
  likes,
  liked,
  disabled,
}: {
  like: () => Promise<number>;
  likes: number;
  liked: boolean;
  disabled: boolean;
}): ReactNode {
  const [count, setCount] = useState(likes);
  const [message, setMessage] = useState('');
  const [isPending, startTransition] = useTransition();

  const onClick = (): void => {
    if (isPending) return;
    setMessage('Liking…');
    startTransition(async () => {
      try {
        // Liking twice is liking once, so the call may be sent again when the connection fails.
        const answer = await withCallOptions(like, { idempotent: true })();
        startTransition(() => {
          setCount(answer);
          setMessage('Liked.');
        });
      } catch (error) {
        setMessage(explain(error));
      }
    });
  };

  return (
    <div id="event-handler" data-feature="event-handler" className="row">
      <button
        type="button"
        className="like"
        data-liked={liked || count > likes}
        disabled={disabled}
        aria-disabled={isPending}
        onClick={onClick}
      >
        <span aria-hidden="true">♥</span> Like · {count}
      </button>
      <span role="status" className="hint">
        {message}
      </span>
    </div>
  );
}
