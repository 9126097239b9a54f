import type { ReactNode } from 'react';

import { database, type StoredPost } from '../lib/database.ts';
import { ownPost, userName } from '../lib/posts.ts';
import { requireSameViewer, type Viewer } from '../lib/session.ts';
import { form, text } from '../lib/validate.ts';
import { deletePost, likePost, updatePost } from './actions.ts';
import { DeleteButton } from './components/delete-button.tsx';
import { LikeButton } from './components/like-button.tsx';
import { PostEditor } from './components/post-editor.tsx';
import { ViewCounter } from './components/view-counter.tsx';

/** One post; its author can edit it. */
export function PostView({ post, viewer }: { post: StoredPost; viewer: Viewer | null }): ReactNode {
  const mine = post.authorId === viewer?.id;

  // Captures which post, and which revision of it, the author saw. Neither can be changed on the
  // way, so an edit made of an old text is refused instead of overwriting a newer one.
  async function save(formData: FormData): Promise<void> {
    'use server';
    requireSameViewer(viewer?.id);
    const fields = form(formData);
    const title = text(fields.get('title'), 'title', { max: 120 });
    const body = text(fields.get('body'), 'body', { max: 10_000 });
    await updatePost(post.id, { title, body }, post.revision);
  }

  return (
    <article>
      <p className="facts">
        {userName(post.authorId)} in <a href={`/?topic=${post.topic}`}>{post.topic}</a> ·{' '}
        <ViewCounter postId={post.id} views={post.views} />
      </p>
      <p className="body">{post.body}</p>
      <ul className="tags">
        {post.tags.map((tag) => (
          <li key={tag}>
            {tag}
            {mine ? (
              <form
                action={async () => {
                  'use server';
                  // Captures the variable of this round of the loop: each button removes its own tag.
                  const author = requireSameViewer(viewer?.id);
                  await database().change((data) => {
                    const own = ownPost(data, post.id, author.id);
                    own.tags = own.tags.filter((each) => each !== tag);
                  });
                }}
              >
                <button aria-label={`Remove the tag ${tag}`}>×</button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {/* Explicit `.bind`: the browser sees `post.id` and can change it, so `likePost` checks it. */}
      <LikeButton
        like={likePost.bind(null, post.id)}
        likes={post.likedBy.length}
        disabled={viewer === null}
      />
      {mine ? (
        <>
          <PostEditor title={post.title} body={post.body} save={save} />
          <DeleteButton remove={deletePost.bind(null, post.id)} />
        </>
      ) : null}
    </article>
  );
}
