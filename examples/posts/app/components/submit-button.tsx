'use client';

import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';

/**
 * The button that sends a form. While the form is on its way it says so, to screen readers too, and
 * does not send it again. It is not `disabled` then, because that would take the focus away.
 */
export function SubmitButton({
  pending: pendingText = 'Sending…',
  children,
  ...props
}: ComponentProps<'button'> & { pending?: string }): ReactNode {
  const { pending } = useFormStatus();
  const keep = (event: MouseEvent): void => {
    if (pending) event.preventDefault();
  };
  return (
    <>
      <button {...props} aria-disabled={pending} onClick={keep}>
        {children}
      </button>
      <span role="status" className="visually-hidden">
        {pending ? pendingText : ''}
      </span>
    </>
  );
}
