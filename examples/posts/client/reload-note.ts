import { setRouterState } from './router-state.ts';

const KEY = 'posts:reloaded';

/** A note that is older was left by a page that was not loaded again after all. */
const FRESH_MILLISECONDS = 10_000;

/** Remembers over a reload why the page is loaded again. */
export function leaveReloadNote(error: Error): void {
  sessionStorage.setItem(KEY, JSON.stringify({ name: error.name, time: Date.now() }));
}

/** Tells why the page was loaded again, if it was. */
export function showReloadNote(): void {
  const note = sessionStorage.getItem(KEY);
  if (note === null) return;
  sessionStorage.removeItem(KEY);
  const { name, time }: { name: string; time: number } = JSON.parse(note);
  if (Date.now() - time > FRESH_MILLISECONDS) return;
  setRouterState({
    notice: `The server has a newer version, so the page was loaded again (${name}).`,
  });
}
