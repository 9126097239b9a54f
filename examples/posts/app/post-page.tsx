import type { ReactNode } from 'react';

import { findPost } from '../lib/posts.ts';
import { currentViewer } from '../lib/session.ts';
import { Layout } from './layout.tsx';
import { PostView } from './post.tsx';

/** The page of one post. */
export function PostPage({ id }: { id: string }): ReactNode {
  const viewer = currentViewer();
  const post = findPost(id);
  return (
    <Layout title={post?.title ?? 'There is no such post'} viewer={viewer}>
      {post ? <PostView post={post} viewer={viewer} /> : null}
    </Layout>
  );
}
