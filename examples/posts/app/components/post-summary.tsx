import type { ReactNode } from 'react';

import type { Summary } from '../../lib/summaries.ts';
import { countOf } from '../count-of.ts';
import { SubmitButton } from './submit-button.tsx';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A post in the list. */
export function PostSummary({
  summary: { id, title, topic, excerpt, author, createdAt },
  counts: { likes, views, comments },
  like,
}: {
  summary: Summary;
  counts: { likes: number; views: number; comments: number };
  like: (() => Promise<void>) | null;
}): ReactNode {
  return (
    <li className="card">
      <h2>
        <a href={`/posts/${id}`}>{title}</a>
      </h2>
      <p className="facts">
        {author} · <time dateTime={createdAt}>{DATE.format(new Date(createdAt))}</time> · {topic}
      </p>
      <p className="text">{excerpt}</p>
      <div className="row">
        {like ? (
          <form action={like}>
            <SubmitButton pending="Liking…" className="like" aria-label={`Like ${title}`}>
              <span aria-hidden="true">♥</span> Like
            </SubmitButton>
          </form>
        ) : null}
        <span className="hint">
          {countOf(likes, 'like')} · {countOf(views, 'view')} · {countOf(comments, 'comment')}
        </span>
      </div>
    </li>
  );
}
