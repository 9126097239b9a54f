'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

/** The form that signs a user in. */
export function SignInForm({ enter }: { enter: (formData: FormData) => Promise<void> }): ReactNode {
  return (
    <form action={enter} className="session">
      <label>
        User
        <input name="user" required autoComplete="username" />
      </label>
      <label>
        Password
        <input name="password" type="password" required autoComplete="current-password" />
      </label>
      <Enter />
    </form>
  );
}

function Enter(): ReactNode {
  const { pending } = useFormStatus();
  return <button disabled={pending}>Sign in</button>;
}
