import type { RedirectEffect } from '../context/action-effects.ts';

const BRAND = Symbol.for('callgate.Navigation');

/** A redirect that was asked for. */
export interface RedirectNavigation extends RedirectEffect {
  readonly kind: 'redirect';
}

/** An answer that is an error page. */
export interface StatusNavigation {
  readonly kind: 'status';
  readonly status: 401 | 403 | 404;
}

/** Where the control flow goes instead of on. */
export type Navigation = RedirectNavigation | StatusNavigation;

/**
 * Thrown by `redirect`, `notFound` and their kin to end the running function. It is no failure: the
 * host catches it and answers accordingly.
 */
export class NavigationError extends Error {
  override readonly name = 'NavigationError';
  readonly navigation: Navigation;
  /** What React sends in place of the error when it is thrown while a page is rendered. */
  readonly digest: string;

  constructor(navigation: Navigation) {
    super(describe(navigation));
    this.navigation = navigation;
    this.digest = digestOf(navigation);
    // Recognised by this mark, because two copies of the package have two classes.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error is a `redirect`, `notFound`, `unauthorized` or `forbidden` on its way. */
export function isNavigation(error: unknown): error is NavigationError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}

function describe(navigation: Navigation): string {
  const what =
    navigation.kind === 'redirect'
      ? `a redirect to ${navigation.url}`
      : `an answer with status ${navigation.status}`;
  return `This is ${what}, not a failure. Code that catches it must throw it again: rethrowNavigation(error).`;
}

function digestOf(navigation: Navigation): string {
  if (navigation.kind === 'status') return `CALLGATE_STATUS;${navigation.status}`;
  const { type, url, permanent } = navigation;
  return `CALLGATE_REDIRECT;${type};${url};${permanent ? 308 : 307};`;
}
