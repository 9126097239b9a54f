import { revalidatePath } from '@callgate/runtime/cache';
import { redirect } from '@callgate/runtime/navigation';
import { isActionError } from '@callgate/runtime/server';
import type { ReactNode } from 'react';

import { addComment, userName } from '../../lib/posts.ts';
import { database, type StoredPost } from '../../lib/database.ts';
import { requireSameViewer } from '../../lib/session.ts';
import { countWords } from '../../lib/summaries.ts';
import { form, text } from '../../lib/validate.ts';
import { deletePost, likePost, updatePost } from '../actions/posts.ts';
import { Comments } from '../components/comments.tsx';
import { LikeButton } from '../components/like-button.tsx';
import { PostEditor, type SaveState } from '../components/post-editor.tsx';
import { Tags } from '../components/tags.tsx';
import { ViewCounter } from '../components/view-counter.tsx';
import { countOf } from '../count-of.ts';
import { Layout, type PageContext } from '../layout.tsx';

/** The page of one post; its author can edit it. */
export async function PostPage({
  post,
  context,
}: {
  post: StoredPost;
  context: PageContext;
}): Promise<ReactNode> {
  const { viewer } = context;

  // Captures which post, and which revision of it, the author saw. Neither can be changed on the
  // way, so an edit made of an old text is refused instead of overwriting a newer one.
  async function save(_previous: SaveState, formData: FormData): Promise<SaveState> {
    'use server';
    await requireSameViewer(viewer?.id);
    const fields = form(formData);
    const title = text(fields.get('title'), 'title', { max: 120 });
    const body = text(fields.get('body'), 'body', { max: 10_000 });
    try {
      await updatePost(post.id, { title, body }, post.revision);
      return { message: 'Saved.', draft: null };
    } catch (error) {
      if (!isActionError(error)) throw error;
      return { message: error.message, draft: { title, body } };
    }
  }

  async function remove(): Promise<void> {
    'use server';
    await requireSameViewer(viewer?.id);
    await deletePost(post.id);
    redirect('/');
  }

  async function comment(written: string): Promise<void> {
    'use server';
    const author = await requireSameViewer(viewer?.id);
    const checked = text(written, 'text', { max: 1000 });
    await database().change((data) => addComment(data, post.id, author.id, checked));
    revalidatePath(`/posts/${post.id}`);
  }

  const { words, count } = await countWords(post.id);
  return (
    <Layout title={post.title} context={context}>
      <article>
        <p className="facts">
          {userName(post.authorId)} in <a href={`/?topic=${post.topic}`}>{post.topic}</a> ·{' '}
          <ViewCounter postId={post.id} views={post.views} /> ·{' '}
          <span id="revalidate-path" data-feature="revalidate-path" data-count={count}>
            {countOf(words, 'word')}
          </span>
        </p>
        <div className="prose">
          {post.body.split('\n\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <Tags post={post} viewer={viewer} />
        {/* The browser sees the bound `post.id` and can change it, so `likePost` checks it. */}
        <LikeButton
          like={likePost.bind(null, post.id)}
          likes={post.likedBy.length}
          liked={post.likedBy.includes(viewer?.id ?? '')}
          disabled={viewer === null}
        />
        {post.authorId === viewer?.id ? (
          <PostEditor title={post.title} body={post.body} save={save} remove={remove} />
        ) : null}
      </article>
      <div id="function-prop" data-feature="function-prop">
        <Comments
          comments={post.comments.map((each) => ({
            id: each.id,
            author: userName(each.authorId),
            text: each.text,
          }))}
          author={viewer?.name ?? null}
          add={comment}
        />
      </div>
    </Layout>
  );
}
