import { refresh } from '@callgate/runtime/cache';
import type { ReactNode } from 'react';

import { findPost } from '../../lib/posts.ts';
import { requireSameViewer } from '../../lib/session.ts';
import { readSummaries, readTopics } from '../../lib/summaries.ts';
import { form, text } from '../../lib/validate.ts';
import { createPost, likePost } from '../actions/posts.ts';
import { Composer } from '../components/composer.tsx';
import { PostSummary } from '../components/post-summary.tsx';
import { Layout, type PageContext } from '../layout.tsx';

/** The posts of a topic, or all of them, with a form to write one. */
export async function HomePage({
  topic,
  context,
}: {
  topic: string | null;
  context: PageContext;
}): Promise<ReactNode> {
  const { viewer } = context;
  const items: ReactNode[] = [];

  for (const summary of await readSummaries(topic)) {
    // Captures the loop variable, of which only `summary.id` travels, and the session's `viewer.id`.
    async function like(): Promise<void> {
      'use server';
      await requireSameViewer(viewer?.id);
      await likePost(summary.id);
      // Likes are not cached, so the page is to be read again and nothing is to be expired.
      refresh();
    }
    const post = findPost(summary.id);
    if (post === undefined) continue;
    const { likedBy, views, comments } = post;
    items.push(
      <PostSummary
        key={summary.id}
        summary={summary}
        counts={{ likes: likedBy.length, views, comments: comments.length }}
        like={viewer ? like : null}
      />,
    );
  }

  // Captures the prop `topic`. It is sealed: a caller cannot file the post under another topic.
  async function publish(formData: FormData): Promise<void> {
    'use server';
    await requireSameViewer(viewer?.id);
    const fields = form(formData);
    const title = text(fields.get('title'), 'title', { max: 120 });
    const body = text(fields.get('body'), 'body', { max: 10_000 });
    await createPost(title, body, topic ?? undefined);
  }

  const topics = await readTopics();
  return (
    <Layout
      title={topic === null ? 'Posts' : `Posts on ${topic}`}
      lead="A small application on Vite. Each of its changes is a server function."
      context={context}
    >
      <nav className="topics" aria-label="Topics">
        <a href="/" aria-current={topic === null ? 'page' : undefined}>
          All
        </a>
        {topics.map((each) => (
          <a key={each} href={`/?topic=${each}`} aria-current={topic === each ? 'page' : undefined}>
            {each}
          </a>
        ))}
      </nav>
      {viewer ? (
        <Composer publish={publish} topic={topic} />
      ) : (
        <p className="card">
          <a href="/account">Sign in</a> to write and to like.
        </p>
      )}
      <ol id="refresh" data-feature="refresh" className="posts">
        {items}
      </ol>
      {items.length === 0 ? <p className="hint">Nothing here yet.</p> : null}
    </Layout>
  );
}
