'use client';

import type { ReactNode } from 'react';

import { refreshPage } from '../../client/router-state.ts';

/** Has the page read again. */
export function ReloadButton(): ReactNode {
  return (
    <button type="button" onClick={() => void refreshPage()}>
      Show the page again
    </button>
  );
}
