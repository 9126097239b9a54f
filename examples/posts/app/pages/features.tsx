import type { ReactNode } from 'react';

import { FEATURES } from '../features.ts';
import { Layout, type PageContext } from '../layout.tsx';

/** Everything that the application shows, with links to where it does. */
export function FeaturesPage({ context }: { context: PageContext }): ReactNode {
  return (
    <Layout
      title="Features"
      lead="What this application shows, and where. Each has a test in a browser."
      context={context}
    >
      <ul className="features">
        {FEATURES.map(({ id, title, text, page, source }) => (
          <li key={id} className="card">
            <h2>
              <a href={`${page}#${id}`}>{inCode(title)}</a>
            </h2>
            <p>{inCode(text)}</p>
            <p className="facts">
              <code>{source}</code>
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

/** Shows what stands between backticks as code. */
function inCode(text: string): ReactNode[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part));
}
