import { isNavigation } from './navigation-error.ts';

/**
 * Throws an error again if it is a `redirect`, `notFound`, `unauthorized` or `forbidden`, or was
 * caused by one; otherwise it does nothing. The first line of every `catch` around code that may
 * call one of them:
 *
 * ```ts
 * try {
 *   await save(post);
 *   redirect('/posts');
 * } catch (error) {
 *   rethrowNavigation(error);
 *   return { message: 'The post could not be saved.' };
 * }
 * ```
 */
export function rethrowNavigation(error: unknown): void {
  const seen = new Set<unknown>();
  for (let cause = error; !seen.has(cause); cause = cause.cause) {
    if (isNavigation(cause)) throw cause;
    if (!(cause instanceof Error)) return;
    seen.add(cause);
  }
}
