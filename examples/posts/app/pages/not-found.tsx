import type { ReactNode } from 'react';

import { Layout, type PageContext } from '../layout.tsx';

/** What is shown where there is nothing. */
export function NotFoundPage({ context }: { context: PageContext }): ReactNode {
  return (
    <Layout title="There is no such page" context={context}>
      <p>
        It may have been deleted. <a href="/">All posts</a> are still there.
      </p>
    </Layout>
  );
}
