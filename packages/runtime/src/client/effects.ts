import { HEADER } from './answer-headers.ts';

/** Where a server function sends the person who called it. */
export interface ActionRedirect {
  /** The full URL; `http:` or `https:`. */
  readonly url: string;
  /** 307 or 308, what `redirect` and `permanentRedirect` stand for in HTTP. */
  readonly status: number;
  /** What to do to the history of the page. */
  readonly type: 'push' | 'replace';
  /** Why pages that the router has kept are out of date, as in `ActionRefresh`. */
  readonly flags: ReadonlySet<string>;
}

/** What a server function changed that the page may show. */
export interface ActionRefresh {
  /** Why: `refresh`, `path`, `tag` or `cookie`. */
  readonly flags: ReadonlySet<string>;
}

/** What the host's router does about the effects of a call. */
export interface EffectHooks {
  /**
   * Goes where a function redirects to. What it returns is the result of the call, so the call lasts
   * as long as the navigation.
   *
   * @default the browser goes there, and the call never ends, as its page does
   */
  readonly onRedirect?: (redirect: ActionRedirect) => unknown;
  /**
   * Reads the page again. The call ends when it returns, so that what is pending stays so until the
   * new page is there.
   *
   * @default nothing
   */
  readonly onRefresh?: (refresh: ActionRefresh) => unknown;
}

/**
 * The redirect that an answer asks for.
 *
 * @param call the URL of the call, which a path is relative to where there is no page
 */
export function redirectOf({ headers }: Response, call: string): ActionRedirect | undefined {
  const [, status, target] = headers.get(HEADER.redirect)?.match(/^(\d+);(.+)$/) ?? [];
  if (target === undefined) return undefined;
  const url = new URL(target, globalThis.location?.href ?? call);
  // A server that was tricked into `javascript:` must not run it here.
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`A redirect to ${url.protocol}`);
  const type = headers.get(HEADER.redirectType) === 'replace' ? 'replace' : 'push';
  return { url: url.href, status: Number(status), type, flags: flagsOf(headers) };
}

/** Goes where an answer redirects to. */
export function followRedirect({ onRedirect }: EffectHooks, redirect: ActionRedirect): unknown {
  if (onRedirect !== undefined) return onRedirect(redirect);
  location[redirect.type === 'replace' ? 'replace' : 'assign'](redirect.url);
  return new Promise(() => {});
}

/** Has the page read again, if an answer asks for it. */
export async function refreshPage(
  { onRefresh }: EffectHooks,
  { headers }: Response,
): Promise<void> {
  const flags = flagsOf(headers);
  if (flags.size > 0) await onRefresh?.({ flags });
}

function flagsOf(headers: Headers): Set<string> {
  return new Set(headers.get(HEADER.revalidate)?.match(/[\w-]+/g));
}
