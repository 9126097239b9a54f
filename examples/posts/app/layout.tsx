import type { ReactNode } from 'react';

import type { Viewer } from '../lib/session.ts';
import { form, identifier, secret } from '../lib/validate.ts';
import { signIn, signOut } from './actions.ts';
import { SignInForm } from './components/sign-in-form.tsx';

/** What surrounds each page. */
export function Layout({
  title,
  viewer,
  children,
}: {
  title: string;
  viewer: Viewer | null;
  children?: ReactNode;
}): ReactNode {
  // Captures nothing, so it can be called without a page, like an export of a `'use server'` file.
  async function enter(formData: FormData): Promise<void> {
    'use server';
    const fields = form(formData);
    const userId = identifier(fields.get('user'), 'user');
    await signIn(userId, secret(fields.get('password'), 'password', { min: 1, max: 200 }));
  }

  return (
    <>
      <title>{`${title} · Callgate example`}</title>
      <header>
        <nav>
          <a href="/">Posts</a> <a href="/report">Callable surface</a>{' '}
          <a href="/manifest.json">Manifest</a>
        </nav>
        {viewer ? (
          <form action={signOut} className="session">
            {viewer.name} <button>Sign out</button>
          </form>
        ) : (
          <SignInForm enter={enter} />
        )}
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
