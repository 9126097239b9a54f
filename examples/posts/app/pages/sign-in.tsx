import { redirect } from '@callgate/runtime/navigation';
import type { ReactNode } from 'react';

import { DEMO_USERS } from '../../lib/seed.ts';
import { form, identifier, secret } from '../../lib/validate.ts';
import { signIn } from '../actions/session.ts';
import { SubmitButton } from '../components/submit-button.tsx';

/** The form that signs a person in. */
export function SignIn(): ReactNode {
  // Captures nothing, so it can be called without a page, like an export of a `'use server'` file.
  async function enter(formData: FormData): Promise<void> {
    'use server';
    const fields = form(formData);
    const userId = identifier(fields.get('user'), 'user');
    await signIn(userId, secret(fields.get('password'), 'password', { min: 1, max: 200 }));
    redirect('/');
  }

  return (
    <div className="columns">
      <form
        id="inline-function"
        data-feature="inline-function"
        action={enter}
        className="stack card"
      >
        <label>
          User
          <input name="user" required autoComplete="username" autoCapitalize="none" />
        </label>
        <label>
          Password
          <input name="password" type="password" required autoComplete="current-password" />
        </label>
        <div className="row">
          <SubmitButton pending="Signing in…" className="primary">
            Sign in
          </SubmitButton>
        </div>
      </form>
      <section className="card" aria-labelledby="users-title">
        <h2 id="users-title">Who you can be</h2>
        <p className="hint">The passwords are public: this server listens on your machine only.</p>
        <dl className="users">
          {DEMO_USERS.map(({ id, password }) => (
            <div key={id}>
              <dt>
                <code>{id}</code>
              </dt>
              <dd>
                <code>{password}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
