import type { ReactNode } from 'react';

import { readApplause } from '../../lib/applause.ts';
import { database } from '../../lib/database.ts';
import { applaudAndRevalidate, applaudAndUpdate } from '../actions/applause.ts';
import { ReloadButton } from '../components/reload-button.tsx';
import { SubmitButton } from '../components/submit-button.tsx';
import { Layout, type PageContext } from '../layout.tsx';

/** A number that is cached, and two ways to tell the cache that it has changed. */
export async function CachePage({ context }: { context: PageContext }): Promise<ReactNode> {
  const cached = await readApplause();
  const { applause } = database().read();
  return (
    <Layout title="Cache" lead="The same change, with two kinds of invalidation." context={context}>
      <section id="revalidate-tag" data-feature="revalidate-tag" className="card">
        <dl className="numbers">
          <div>
            <dt>Stored</dt>
            <dd data-number="stored">{applause}</dd>
          </div>
          <div data-stale={cached !== applause}>
            <dt>In the cache{cached === applause ? '' : ', stale'}</dt>
            <dd data-number="cached">{cached}</dd>
          </div>
        </dl>
        <div className="row">
          <form action={applaudAndUpdate}>
            <SubmitButton pending="Applauding…" className="primary">
              Applaud, then updateTag
            </SubmitButton>
          </form>
          <form action={applaudAndRevalidate}>
            <SubmitButton pending="Applauding…">Applaud, then revalidateTag</SubmitButton>
          </form>
          <ReloadButton />
        </div>
        <p className="hint">
          <code>updateTag</code> expires what is cached: you read your own write.{' '}
          <code>revalidateTag</code> marks it as stale: it is served once more while it is made
          anew. Show the page again, and it is there.
        </p>
      </section>
    </Layout>
  );
}
