import { sharedAsyncStorage } from '../async-storage.ts';
import { runInRequestContext } from '../context/request-context.ts';

const calls = sharedAsyncStorage<undefined>('call');

/**
 * Runs code that knows nothing of the request which happens to need it first: what it gives is for
 * every other request too.
 */
export function outsideRequest<T>(run: () => T): T {
  return runInRequestContext(undefined, () => calls().run(undefined, run));
}
