import { setRouterState } from './router-state.ts';

const KEY = 'posts:reloaded';

/** Remembers over a reload why the page is loaded again. */
export function leaveReloadNote(error: Error): void {
  sessionStorage.setItem(KEY, error.name);
}

/** Tells why the page was loaded again, if it was. */
export function showReloadNote(): void {
  const name = sessionStorage.getItem(KEY);
  if (name === null) return;
  sessionStorage.removeItem(KEY);
  setRouterState({
    notice: `The server has a newer version, so the page was loaded again (${name}).`,
  });
}
