import { refresh } from '@callgate/runtime/cache';
import type { ReactNode } from 'react';

import { storePicture } from '../../lib/pictures.ts';
import { requireSameViewer } from '../../lib/session.ts';
import { signOut } from '../actions/session.ts';
import { PictureForm } from '../components/picture-form.tsx';
import { SubmitButton } from '../components/submit-button.tsx';
import { ThemeForm } from '../components/theme-form.tsx';
import { Layout, type PageContext } from '../layout.tsx';
import { SignIn } from './sign-in.tsx';

/** The page of the person who is signed in, or the form that signs one in. */
export function AccountPage({ context }: { context: PageContext }): ReactNode {
  const { viewer, theme } = context;

  async function upload(file: File): Promise<string> {
    'use server';
    const { id } = await requireSameViewer(viewer?.id);
    const picture = await storePicture(id, file);
    refresh();
    return picture;
  }

  return (
    <Layout title={viewer === null ? 'Sign in' : viewer.name} context={context}>
      {viewer === null ? (
        <SignIn />
      ) : (
        <>
          <section className="card" aria-labelledby="picture-title">
            <h2 id="picture-title">Your picture</h2>
            <PictureForm upload={upload} />
          </section>
          <section className="card" aria-labelledby="session-title">
            <h2 id="session-title">Your session</h2>
            <form action={signOut}>
              <SubmitButton pending="Signing out…">Sign out</SubmitButton>
            </form>
          </section>
        </>
      )}
      <section className="card" aria-labelledby="theme-title">
        <h2 id="theme-title">Theme</h2>
        <p className="hint">Kept in a cookie, for you and this browser.</p>
        <ThemeForm theme={theme} />
      </section>
    </Layout>
  );
}
