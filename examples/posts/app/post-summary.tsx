import type { ReactNode } from 'react';

import type { StoredPost } from '../lib/database.ts';
import { userName } from '../lib/posts.ts';
import { countOf } from './count-of.ts';

/** A post in the list. */
export function PostSummary({
  post,
  like,
}: {
  post: StoredPost;
  like: (() => Promise<void>) | null;
}): ReactNode {
  return (
    <li>
      <h2>
        <a href={`/posts/${post.id}`}>{post.title}</a>
      </h2>
      <p className="facts">
        {userName(post.authorId)} in <a href={`/?topic=${post.topic}`}>{post.topic}</a> ·{' '}
        {countOf(post.views, 'view')} · {countOf(post.likedBy.length, 'like')}
      </p>
      {like ? (
        <form action={like}>
          <button>Like</button>
        </form>
      ) : null}
    </li>
  );
}
