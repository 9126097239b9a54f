import { createRequestContext, runInRequestContext } from './request-context.ts';

/** What the host knows of a request for a page. */
export interface PageRequestOptions {
  /** The route of the page, with its parameters' names: `/posts/[id]`. `revalidatePath` takes it. */
  readonly route?: string;
  /** Keeps the process alive for work that goes on after the answer, as `ctx.waitUntil` does. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/**
 * Runs code that renders a page, so that `cookies`, `headers` and cached functions in it know the
 * request. Calls of server functions, and the pages that are rendered for posted forms, run in a
 * request already.
 */
export function withRequest<T>(request: Request, options: PageRequestOptions, render: () => T): T {
  return runInRequestContext(
    createRequestContext({ request, phase: 'render', ...options }),
    render,
  );
}
