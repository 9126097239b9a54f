import './style.css';

import type { ReactNode } from 'react';

import type { Viewer } from '../lib/session.ts';
import type { Theme } from '../lib/theme.ts';
import { Avatar } from './components/avatar.tsx';
import { FailureBoundary } from './components/failure-boundary.tsx';
import { PageStatus } from './components/page-status.tsx';

/** What every page knows. */
export interface PageContext {
  readonly path: string;
  readonly query: string;
  readonly viewer: Viewer | null;
  readonly theme: Theme | null;
  /** What went wrong in the form that this page answers. */
  readonly failure: string | null;
}

const LINKS = [
  ['/new', 'Write'],
  ['/cache', 'Cache'],
  ['/calls', 'Calls'],
  ['/features', 'Features'],
] as const;

/** What surrounds each page. */
export function Layout({
  title,
  lead,
  context: { path, query, viewer, theme, failure },
  children,
}: {
  title: string;
  lead?: ReactNode;
  context: PageContext;
  children?: ReactNode;
}): ReactNode {
  return (
    <html lang="en" data-theme={theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === 'Posts' ? title : `${title} · Posts`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header className="site">
          <a className="brand" href="/" aria-current={path === '/' ? 'page' : undefined}>
            Posts
          </a>
          <nav aria-label="Pages">
            {LINKS.map(([href, label]) => (
              <a key={href} href={href} aria-current={path === href ? 'page' : undefined}>
                {label}
              </a>
            ))}
          </nav>
          <a
            className="account"
            href="/account"
            aria-current={path === '/account' ? 'page' : undefined}
          >
            {viewer === null ? (
              'Sign in'
            ) : (
              <>
                <Avatar name={viewer.name} picture={viewer.picture} />
                <span>{viewer.name}</span>
              </>
            )}
          </a>
        </header>
        <PageStatus />
        {/* The state of one page is not that of the next. */}
        <main id="main" key={path + query}>
          <h1 tabIndex={-1}>{title}</h1>
          {lead === undefined ? null : <p className="lead">{lead}</p>}
          {failure === null ? null : (
            <p role="alert" className="card failure">
              {failure}
            </p>
          )}
          <FailureBoundary>{children}</FailureBoundary>
        </main>
        <footer className="site">
          Every change here is a React server function, compiled and dispatched by Callgate.{' '}
          <a href="/report">What can be called</a> · <a href="/manifest.json">Manifest</a>
        </footer>
      </body>
    </html>
  );
}
