import { isActionError, isServerFunctionError } from '@callgate/runtime/client';
import type { ReactNode } from 'react';

/** What is shown in place of the page when something failed. */
export function Failure({ error }: { error: unknown }): ReactNode {
  return (
    <main role="alert">
      <h1>That did not work</h1>
      <p>{explain(error)}</p>
      <p>
        <a href={location.href}>Back to the page</a>
      </p>
    </main>
  );
}

function explain(error: unknown): string {
  if (isActionError(error)) return `The server refused: ${error.message}`;
  if (!isServerFunctionError(error)) return 'The server could not be reached.';
  if (error.digest !== undefined) return `Something went wrong on the server (${error.digest}).`;
  return `The server refused: ${error.code.replaceAll('-', ' ')} (${error.status}).`;
}
