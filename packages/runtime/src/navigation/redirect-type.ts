/** What the client's history does: keep the page that is left, or forget it. */
export type RedirectType = 'push' | 'replace';

/** The same by name, as Next has it: `redirect('/posts', RedirectType.replace)`. */
export const RedirectType: { readonly push: 'push'; readonly replace: 'replace' } = Object.freeze({
  push: 'push',
  replace: 'replace',
});
