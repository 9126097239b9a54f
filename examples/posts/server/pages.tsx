import type { ReactNode } from 'react';

import { PostPage } from '../app/post-page.tsx';
import { PostsPage } from '../app/page.tsx';
import { findPost } from '../lib/posts.ts';

/** What a URL shows. */
export interface Page {
  readonly status: 200 | 404;
  readonly element: ReactNode;
}

/** The page at `url`; `null` when there is none. */
export function pageAt(url: URL): Page | null {
  if (url.pathname === '/') {
    return { status: 200, element: <PostsPage topic={topicOf(url)} /> };
  }
  const id = /^\/posts\/([\w-]{1,40})$/.exec(url.pathname)?.[1];
  if (id === undefined) return null;
  return { status: findPost(id) === undefined ? 404 : 200, element: <PostPage id={id} /> };
}

function topicOf(url: URL): string | null {
  const topic = url.searchParams.get('topic');
  return topic !== null && /^[a-z][a-z0-9-]{0,29}$/.test(topic) ? topic : null;
}
