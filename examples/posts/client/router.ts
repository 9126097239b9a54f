import { FLIGHT } from './payload.ts';
import { setRouterState } from './router-state.ts';

/** What the router needs of React. */
export interface RouterHost<Page> {
  /** Decodes the answer to the request for a page. */
  readonly decode: (response: Response) => Promise<Page>;
  /** Shows a page, and resolves when it is on the screen. */
  readonly show: (page: Page) => Promise<void>;
}

/** Goes from page to page without loading documents. */
export interface Router {
  /** Goes to a page of this origin, or lets the browser go to any other place. */
  readonly navigate: (url: string, type?: 'push' | 'replace') => Promise<void>;
  /** Reads this page again. */
  readonly refresh: () => Promise<void>;
  /** Goes where the person has gone back or forward to. */
  readonly restore: () => Promise<void>;
}

const UNREACHABLE = 'The server cannot be reached. You are still on the page that you were on.';

/** Makes the router. Of several pages that are on their way, the one that was asked for last counts. */
export function createRouter<Page>({ decode, show }: RouterHost<Page>): Router {
  let latest = new AbortController();

  /** Reads the page at `url` and shows it; `enter` changes the history just before. */
  async function load(url: string, enter: () => void): Promise<boolean> {
    latest.abort();
    const controller = new AbortController();
    latest = controller;
    setRouterState({ isLoading: true, notice: null });
    try {
      const response = await fetch(url, {
        headers: { accept: FLIGHT },
        signal: controller.signal,
      });
      if (!response.headers.get('content-type')?.startsWith(FLIGHT)) {
        location.assign(url);
        return false;
      }
      const page = await decode(response);
      if (controller.signal.aborted) return false;
      enter();
      await show(page);
      return true;
    } catch (error) {
      if (controller.signal.aborted) return false;
      console.error(error);
      setRouterState({ notice: UNREACHABLE });
      return false;
    } finally {
      if (latest === controller) setRouterState({ isLoading: false });
    }
  }

  return {
    async navigate(to, type = 'push') {
      const url = new URL(to, location.href);
      if (url.origin !== location.origin) {
        location.assign(url);
        return;
      }
      const isThere = await load(url.href, () => {
        rememberScroll();
        history[type === 'push' ? 'pushState' : 'replaceState'](null, '', url);
      });
      if (!isThere) return;
      scrollTo(0, 0);
      // Where a document would have been loaded, a screen reader would begin to read.
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    },
    async refresh() {
      await load(location.href, () => {});
    },
    async restore() {
      const isThere = await load(location.href, () => {});
      if (isThere) scrollTo(0, scrollOf(history.state));
    },
  };
}

function rememberScroll(): void {
  history.replaceState({ scroll: scrollY }, '');
}

function scrollOf(state: unknown): number {
  const scroll: unknown =
    typeof state === 'object' && state !== null ? Reflect.get(state, 'scroll') : undefined;
  return typeof scroll === 'number' ? scroll : 0;
}
