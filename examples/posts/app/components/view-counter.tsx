'use client';

import { useEffect, useState, useTransition, type ReactNode } from 'react';

import { recordView } from '../actions/posts.ts';
import { countOf } from '../count-of.ts';

/** Counts a view when the post is shown, and shows the number of views. */
export function ViewCounter({ postId, views }: { postId: string; views: number }): ReactNode {
  const [count, setCount] = useState(views);
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    startTransition(async () => {
      try {
        const answer = await recordView(postId);
        startTransition(() => setCount(answer));
      } catch {
        // A view that is not counted is no reason not to show the post.
      }
    });
  }, [postId]);
  return (
    <span id="effect" data-feature="effect" aria-busy={isPending}>
      {countOf(count, 'view')}
    </span>
  );
}
