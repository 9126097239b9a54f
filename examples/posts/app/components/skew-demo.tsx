'use client';

import { createServerReference } from '@callgate/runtime/client';
import { useState, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';

/** An id that some build before this one may have had. */
const OLD_ID = '0123456789abcdef0123456789abcdef01234567';

/**
 * Does what a page does that was opened before the last deploy: it calls a function that the server
 * no longer has. The policy of the client (`entries/browser.tsx`) is to load the page again; once it
 * has done that, it gives the error to the caller.
 */
export function SkewDemo(): ReactNode {
  const [message, setMessage] = useState('');

  const call = async (): Promise<void> => {
    setMessage('Calling…');
    try {
      await createServerReference(OLD_ID)();
    } catch (error) {
      setMessage(`${error instanceof Error ? error.name : 'Error'}: ${explain(error)}`);
    }
  };

  return (
    <div id="skew" data-feature="skew">
      <div className="row">
        <button type="button" onClick={() => void call()}>
          Call a function of an older build
        </button>
      </div>
      <p role="status" className="output">
        {message}
      </p>
    </div>
  );
}
