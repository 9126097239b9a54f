import { refresh } from '@callgate/runtime/cache';
import type { ReactNode } from 'react';

import { database, type StoredPost } from '../../lib/database.ts';
import { ownPost } from '../../lib/posts.ts';
import { requireSameViewer, type Viewer } from '../../lib/session.ts';
import { addTag } from '../actions/posts.ts';
import { SubmitButton } from './submit-button.tsx';

/** The tags of a post; its author can remove each, and add another. */
export function Tags({ post, viewer }: { post: StoredPost; viewer: Viewer | null }): ReactNode {
  const mine = post.authorId === viewer?.id;
  return (
    <div className="row">
      <ul id="captures" data-feature="captures" className="tags" aria-label="Tags">
        {post.tags.map((tag) => (
          <li key={tag}>
            {tag}
            {mine ? (
              <form
                action={async () => {
                  'use server';
                  // Captures the variable of this round of the loop, so that each button removes its
                  // own tag; of the prop `post` and of the session, the id alone. All of it travels
                  // sealed.
                  const author = await requireSameViewer(viewer?.id);
                  await database().change((data) => {
                    const own = ownPost(data, post.id, author.id);
                    own.tags = own.tags.filter((each) => each !== tag);
                  });
                  refresh();
                }}
              >
                <SubmitButton pending="Removing…" aria-label={`Remove the tag ${tag}`}>
                  ×
                </SubmitButton>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {mine ? (
        // Explicit `.bind`: the browser sees `post.id` and can change it, so `addTag` checks it.
        <form
          id="bind"
          data-feature="bind"
          action={addTag.bind(null, post.id)}
          className="row add-tag"
        >
          <input
            name="tag"
            aria-label="New tag"
            placeholder="New tag"
            required
            pattern="[a-z][a-z0-9\-]*"
            maxLength={30}
            title="One word in lower case"
          />
          <SubmitButton pending="Adding…">Add</SubmitButton>
        </form>
      ) : null}
    </div>
  );
}
