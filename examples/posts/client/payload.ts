import type { FormState } from '@callgate/runtime/server';
import type { ReactNode } from 'react';
import type { ReactFormState } from 'react-dom/client';

/** What the server sends of a page. */
export interface Payload {
  readonly root: ReactNode;
  /** The state of the form that was posted without JavaScript. */
  readonly formState: FormState | null;
}

/** The media type of a page for the router, where browsers get HTML. */
export const FLIGHT = 'text/x-component';

/** The form state as React's renderers take it: their type hides what it is made of. */
export function toReactFormState(formState: FormState | null): ReactFormState | null {
  return formState as ReactFormState | null;
}
