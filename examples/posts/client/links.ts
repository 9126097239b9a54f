import type { Router } from './router.ts';

/** Has the router follow links to pages of this origin, and the back and forward buttons. */
export function followLinks({ navigate, restore }: Router): void {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => void restore());
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || !isForRouter(link, event)) return;
    event.preventDefault();
    void navigate(link.href);
  });
}

function isForRouter(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  // With these the person asks for another tab, a window or a download.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  // A place within a page is the browser's business, so that it becomes the target.
  return link.origin === location.origin && link.target === '' && link.hash === '';
}
