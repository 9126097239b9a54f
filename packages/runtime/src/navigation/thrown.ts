import type { ActionEffects } from '../context/action-effects.ts';
import { currentRequestContext, type RequestContext } from '../context/request-context.ts';
import { isNavigation, type Navigation, NavigationError } from './navigation-error.ts';

const THROWN = Symbol('navigation');

/** Throws a navigation, and notes in the request that it was thrown. */
export function navigate(navigation: Navigation): never {
  const error = new NavigationError(navigation);
  currentRequestContext()?.memory.set(THROWN, error);
  throw error;
}

/** Turns a navigation that ended an action into what is answered. */
export function recordNavigation(effects: ActionEffects, { navigation }: NavigationError): void {
  if (navigation.kind === 'status') {
    effects.status = navigation.status;
    return;
  }
  const { url, permanent, type } = navigation;
  effects.redirect = { url, permanent, type };
}

/**
 * The navigation that a request threw and that did not end its action: a `try/catch` in the app has
 * swallowed it. Hosts tell their log.
 */
export function swallowedNavigation({
  memory,
  effects,
}: RequestContext): NavigationError | undefined {
  const thrown = memory.get(THROWN);
  const arrived = effects.redirect !== undefined || effects.status !== undefined;
  return !arrived && isNavigation(thrown) ? thrown : undefined;
}
