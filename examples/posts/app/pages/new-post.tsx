import { randomUUID } from 'node:crypto';
import type { ReactNode } from 'react';

import { NewPostForm } from '../components/new-post-form.tsx';
import { Layout, type PageContext } from '../layout.tsx';

/** The page where a post is written. */
export function NewPostPage({ context }: { context: PageContext }): ReactNode {
  return (
    <Layout title="Write a post" context={context}>
      {context.viewer === null ? (
        <p className="card">
          <a href="/account">Sign in</a> to write.
        </p>
      ) : (
        <NewPostForm submission={randomUUID()} />
      )}
    </Layout>
  );
}
