import { FLIGHT } from './payload.ts';
import { setRouterState } from './router-state.ts';

/** What the router needs of React. */
export interface RouterHost<Page> {
  /** Decodes the answer to the request for a page. */
  readonly decode: (response: Response) => Promise<Page>;
  /**
   * Has React show a page, and calls `onShown` when it is on the screen. The router does not wait for
   * that: React shows what an action leads to when the action has ended, and calls that lead to
   * another page are part of one.
   */
  readonly show: (page: Page, onShown: () => void) => void;
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
  let navigation: Promise<void> | undefined;
  let shown = pageAt(location);

  /** Reads the page at `url` and shows it; `enter` changes the history just before. */
  async function load(
    url: string,
    enter: () => void = () => {},
    onShown: () => void = () => {},
  ): Promise<void> {
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
        return;
      }
      const page = await decode(response);
      if (controller.signal.aborted) return;
      enter();
      shown = pageAt(new URL(url));
      show(page, onShown);
    } catch (error) {
      if (controller.signal.aborted) return;
      console.error(error);
      setRouterState({ notice: UNREACHABLE });
    } finally {
      if (latest === controller) setRouterState({ isLoading: false });
    }
  }

  /** Goes to another page; what is read again meanwhile is that page. */
  async function go(
    url: string,
    enter: (() => void) | undefined,
    onShown: () => void,
  ): Promise<void> {
    const gone = load(url, enter, onShown);
    navigation = gone;
    try {
      await gone;
    } finally {
      if (navigation === gone) navigation = undefined;
    }
  }

  return {
    async navigate(to, type = 'push') {
      const url = new URL(to, location.href);
      if (url.origin !== location.origin) {
        location.assign(url);
        return;
      }
      const enter = (): void => {
        rememberScroll();
        history[type === 'push' ? 'pushState' : 'replaceState'](null, '', url);
      };
      await go(url.href, enter, () => {
        scrollTo(0, 0);
        // Where a document would have been loaded, a screen reader would begin to read.
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      });
    },
    // Where the person is about to leave, nothing holds that up.
    refresh: () => navigation ?? load(location.href),
    async restore() {
      // A place on the page that is there is the browser's business.
      if (location.hash !== '' && pageAt(location) === shown) return;
      const { state } = history;
      await go(location.href, undefined, () => scrollTo(0, scrollOf(state)));
    },
  };
}

/** What the server shows at a URL: places on a page are one page. */
function pageAt({ pathname, search }: Location | URL): string {
  return pathname + search;
}

function rememberScroll(): void {
  history.replaceState({ scroll: scrollY }, '');
}

function scrollOf(state: unknown): number {
  const scroll: unknown =
    typeof state === 'object' && state !== null ? Reflect.get(state, 'scroll') : undefined;
  return typeof scroll === 'number' ? scroll : 0;
}
