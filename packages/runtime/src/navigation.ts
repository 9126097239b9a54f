export { isNavigation, type NavigationError } from './navigation/navigation-error.ts';
export { permanentRedirect, redirect } from './navigation/redirect.ts';
export { RedirectType } from './navigation/redirect-type.ts';
export {
  rethrowNavigation,
  // The name that Next's users know.
  rethrowNavigation as unstable_rethrow,
} from './navigation/rethrow-navigation.ts';
export { forbidden, notFound, unauthorized } from './navigation/status.ts';
