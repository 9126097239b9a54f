/** What the router tells the pages. */
export interface RouterState {
  /** Whether another page, or this one once more, is on its way. */
  readonly isLoading: boolean;
  /** What went wrong, or what happened, in words. */
  readonly notice: string | null;
}

/** What the pages can ask of the router. */
export interface RouterActions {
  /** Reads the page again. */
  readonly refresh: () => Promise<void>;
}

/** The state until the router runs, and while pages are rendered to HTML. */
export const INITIAL_STATE: RouterState = { isLoading: false, notice: null };

let state = INITIAL_STATE;
let actions: RouterActions = { refresh: async () => {} };
const listeners = new Set<() => void>();

/** The state now, for `useSyncExternalStore`. */
export function readRouterState(): RouterState {
  return state;
}

/** Has `listener` called at each change. */
export function subscribeToRouter(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Changes the state. */
export function setRouterState(changes: Partial<RouterState>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

/** Sets what carries out what the pages ask for. */
export function setRouterActions(given: RouterActions): void {
  actions = given;
}

/** Reads the page again. */
export function refreshPage(): Promise<void> {
  return actions.refresh();
}
