import type { ReactNode } from 'react';

import { database } from '../../lib/database.ts';
import { listPosts, userName } from '../../lib/posts.ts';
import { ExportDemo } from '../components/export-demo.tsx';
import { QueueDemo } from '../components/queue-demo.tsx';
import { RefusalDemo } from '../components/refusal-demo.tsx';
import { SkewDemo } from '../components/skew-demo.tsx';
import { countOf } from '../count-of.ts';
import { Layout, type PageContext } from '../layout.tsx';

const STATES = { running: 'running', done: 'done', stopped: 'stopped by you' } as const;

/** What a client can do with a call besides making it, and what can become of one. */
export function CallsPage({ context }: { context: PageContext }): ReactNode {
  const { viewer } = context;
  const others = listPosts(null).find(({ authorId }) => authorId !== viewer?.id);
  const exports = database()
    .read()
    .exports.filter(({ userId }) => userId === viewer?.id);
  return (
    <Layout title="Calls" lead="What can become of a call." context={context}>
      <div className="columns">
        <section className="card" aria-labelledby="queues-title">
          <h2 id="queues-title">At once, or one by one</h2>
          <p className="hint">
            Calls run in parallel. Those of a named queue run one after the other.
          </p>
          <QueueDemo />
        </section>
        <section className="card" aria-labelledby="abort-title">
          <h2 id="abort-title">Called off</h2>
          <p className="hint">The function sees that nobody waits any more, and stops.</p>
          <ExportDemo
            isRunning={exports.some(({ state }) => state === 'running')}
            disabled={viewer === null}
          />
          <ul className="output" aria-label="Exports">
            {viewer === null ? <li>Sign in to export.</li> : null}
            {exports.map(({ id, pages, written, state }) => (
              <li key={id}>
                {written} of {countOf(pages, 'page')}, {STATES[state]}
              </li>
            ))}
          </ul>
        </section>
        <section className="card" aria-labelledby="refusal-title">
          <h2 id="refusal-title">Refused</h2>
          <p className="hint">A button that is not there protects nothing. The function does.</p>
          {others === undefined ? (
            <p className="hint">There is no post of anybody else.</p>
          ) : (
            <RefusalDemo postId={others.id} author={userName(others.authorId)} />
          )}
        </section>
        <section className="card" aria-labelledby="skew-title">
          <h2 id="skew-title">Older than the server</h2>
          <p className="hint">
            A page that was opened before a deploy loads itself again, once in ten seconds at most.
          </p>
          <SkewDemo />
        </section>
      </div>
    </Layout>
  );
}
