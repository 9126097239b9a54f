import type { ReactNode } from 'react';
import type { ReactFormState } from 'react-dom/client';

/** What a page sends to the browser. */
export interface Payload {
  readonly root: ReactNode;
  readonly formState: ReactFormState | null;
}

declare global {
  /** The Flight of the page. */
  var flight: string;
}
