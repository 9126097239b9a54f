import { AsyncLocalStorage } from 'node:async_hooks';

import type { Refused } from './refuse.ts';

/** What belongs to the request in hand. */
export interface RequestContext {
  readonly request: Request;
  /** `Set-Cookie` values for the response. */
  readonly setCookies: string[];
  /** Why the called server function refused, if it did. */
  refused: Refused | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `handle` for `request` and adds the cookies that it set to its response. */
export async function withRequestContext(
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  const context: RequestContext = { request, setCookies: [], refused: null };
  const response = await storage.run(context, handle);
  for (const cookie of context.setCookies) response.headers.append('set-cookie', cookie);
  return response;
}

/** The context of the request in hand. */
export function requestContext(): RequestContext {
  const context = storage.getStore();
  if (context === undefined) throw new Error('requestContext() was called outside of a request.');
  return context;
}
