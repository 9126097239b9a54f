import { runInScope } from '../context/scope.ts';

/**
 * Runs code that knows nothing of the request which happens to need it first: what it gives is for
 * every other request too.
 */
export function outsideRequest<T>(run: () => T): T {
  return runInScope(undefined, run);
}
