import type { ReactNode } from 'react';

import type { PageContext } from '../app/layout.tsx';
import { AccountPage } from '../app/pages/account.tsx';
import { CachePage } from '../app/pages/cache.tsx';
import { CallsPage } from '../app/pages/calls.tsx';
import { FeaturesPage } from '../app/pages/features.tsx';
import { HomePage } from '../app/pages/home.tsx';
import { NewPostPage } from '../app/pages/new-post.tsx';
import { NotFoundPage } from '../app/pages/not-found.tsx';
import { PostPage } from '../app/pages/post.tsx';
import { findPost } from '../lib/posts.ts';

/** What a URL shows. */
export interface Page {
  readonly status: 200 | 404;
  readonly element: ReactNode;
}

type PageComponent = (props: { context: PageContext }) => ReactNode | Promise<ReactNode>;

const PAGES: ReadonlyMap<string, PageComponent> = new Map<string, PageComponent>([
  ['/account', AccountPage],
  ['/cache', CachePage],
  ['/calls', CallsPage],
  ['/features', FeaturesPage],
  ['/new', NewPostPage],
]);

/** The page at `url`. */
export function pageAt(url: URL, context: PageContext): Page {
  if (url.pathname === '/') {
    return { status: 200, element: <HomePage topic={topicOf(url)} context={context} /> };
  }
  const Found = PAGES.get(url.pathname);
  if (Found !== undefined) return { status: 200, element: <Found context={context} /> };
  const id = /^\/posts\/([\w-]{1,40})$/.exec(url.pathname)?.[1];
  const post = id === undefined ? undefined : findPost(id);
  return post === undefined
    ? { status: 404, element: <NotFoundPage context={context} /> }
    : { status: 200, element: <PostPage post={post} context={context} /> };
}

function topicOf(url: URL): string | null {
  const topic = url.searchParams.get('topic');
  return topic !== null && /^[a-z][a-z0-9-]{0,29}$/.test(topic) ? topic : null;
}
