'use client';

import { useEffect, useState, type ReactNode } from 'react';

import { recordView } from '../actions.ts';
import { countOf } from '../count-of.ts';

/** Counts a view when the post is shown, and shows the number of views. */
export function ViewCounter({ postId, views }: { postId: string; views: number }): ReactNode {
  const [count, setCount] = useState(views);
  useEffect(() => {
    void recordView(postId).then(setCount);
  }, [postId]);
  return <span>{countOf(count, 'view')}</span>;
}
