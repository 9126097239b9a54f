import { isActionError, isServerFunctionError } from '@callgate/runtime/client';

/** An error of a call in words for people. */
export function explain(error: unknown): string {
  if (isActionError(error)) return error.message;
  if (!isServerFunctionError(error)) {
    return 'The server cannot be reached. Nothing was changed; try again.';
  }
  if (error.digest !== undefined) return `Something went wrong on the server (${error.digest}).`;
  return `The server refused: ${error.code.replaceAll('-', ' ')} (${error.status}).`;
}
