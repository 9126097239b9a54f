'use client';

import { useActionState, type ReactNode } from 'react';

import type { FormErrors } from '../../lib/form-fields.ts';
import { publishPost } from '../actions/posts.ts';
import { Field } from './field.tsx';
import { SubmitButton } from './submit-button.tsx';

const EMPTY: FormErrors = { errors: {}, values: {} };

/** The form of a new post. It says what has to be mended, and leads to the post once it is there. */
export function NewPostForm({ submission }: { submission: string }): ReactNode {
  const [{ errors, values }, action] = useActionState(publishPost, EMPTY);
  const count = Object.keys(errors).length;
  return (
    <form
      id="action-state"
      data-feature="action-state"
      action={action}
      className="stack card"
      noValidate
    >
      <input type="hidden" name="submission" value={submission} />
      <Field name="title" label="Title" error={errors['title']} value={values['title']} />
      <Field name="body" label="Text" error={errors['body']} value={values['body']} rows={10} />
      <Field
        name="topic"
        label="Topic"
        hint="One word, for example “machines”."
        error={errors['topic']}
        value={values['topic']}
      />
      <div className="row" id="redirect" data-feature="redirect">
        <SubmitButton pending="Publishing…" className="primary">
          Publish
        </SubmitButton>
        <span role="alert" className="error">
          {count > 0 ? `${count === 1 ? 'One field needs' : `${count} fields need`} a change.` : ''}
        </span>
      </div>
    </form>
  );
}
