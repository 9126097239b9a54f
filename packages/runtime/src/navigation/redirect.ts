import { currentRequestContext } from '../context/request-context.ts';
import { redirectTarget } from './redirect-target.ts';
import type { RedirectType } from './redirect-type.ts';
import { navigate } from './thrown.ts';

// What paths are resolved against where there is no request, as in a unit test.
const NOWHERE = new URL('http://callgate.invalid/');

/**
 * Ends the running function and sends the client to another page. It throws, so nothing after it
 * runs, and code that catches errors must throw it again (`rethrowNavigation`).
 *
 * A path stays on this origin. Another origin needs the full URL; make sure that it is yours and not
 * the client's to choose.
 *
 * @param type `push` in a server function, `replace` while rendering, unless given
 */
export function redirect(url: string | URL, type?: RedirectType): never {
  redirectTo(url, false, type);
}

/**
 * As `redirect`, for a page that has moved for good: `308` where the answer to a page has a status.
 *
 * @param type `replace`, unless given
 */
export function permanentRedirect(url: string | URL, type: RedirectType = 'replace'): never {
  redirectTo(url, true, type);
}

function redirectTo(url: string | URL, permanent: boolean, type: RedirectType | undefined): never {
  const context = currentRequestContext();
  navigate({
    kind: 'redirect',
    url: redirectTarget(String(url), context?.page ?? NOWHERE),
    permanent,
    type: type ?? (context?.phase === 'action' ? 'push' : 'replace'),
  });
}
