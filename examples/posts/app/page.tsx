import type { ReactNode } from 'react';

import { listPosts } from '../lib/posts.ts';
import { createPost, likePost } from './actions.ts';
import { currentViewer, requireSameViewer } from '../lib/session.ts';
import { form, text } from '../lib/validate.ts';
import { Composer } from './components/composer.tsx';
import { Layout } from './layout.tsx';
import { PostSummary } from './post-summary.tsx';

/** The posts of a topic, or all of them, with a form to write one. */
export function PostsPage({ topic }: { topic: string | null }): ReactNode {
  const viewer = currentViewer();
  const items: ReactNode[] = [];

  for (const post of listPosts(topic)) {
    // Captures the loop variable, of which only `post.id` travels, and the session's `viewer.id`.
    async function like(): Promise<void> {
      'use server';
      requireSameViewer(viewer?.id);
      await likePost(post.id);
    }
    items.push(<PostSummary key={post.id} post={post} like={viewer ? like : null} />);
  }

  // Captures the prop `topic`. It is sealed: a caller cannot file the post under another topic.
  async function publish(formData: FormData): Promise<void> {
    'use server';
    requireSameViewer(viewer?.id);
    const fields = form(formData);
    const title = text(fields.get('title'), 'title', { max: 120 });
    const body = text(fields.get('body'), 'body', { max: 10_000 });
    await createPost(title, body, topic ?? undefined);
  }

  return (
    <Layout title={topic ?? 'Posts'} viewer={viewer}>
      {viewer ? <Composer publish={publish} topic={topic} /> : <p>Sign in to write and to like.</p>}
      <ol className="posts">{items}</ol>
      {items.length === 0 ? <p>Nothing here yet.</p> : null}
    </Layout>
  );
}
