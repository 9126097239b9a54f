'use client';

import { useActionState, type ReactNode } from 'react';

/** Likes a post and shows the number of its likes. */
export function LikeButton({
  like,
  likes,
  disabled,
}: {
  like: () => Promise<number>;
  likes: number;
  disabled: boolean;
}): ReactNode {
  const [count, action, pending] = useActionState(like, likes);
  return (
    <form action={action}>
      <button disabled={disabled || pending}>Like · {count}</button>
    </form>
  );
}
