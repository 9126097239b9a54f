import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the request in hand. */
export interface RequestContext {
  readonly request: Request;
  /** `Set-Cookie` values for the response. */
  readonly setCookies: string[];
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `handle` for `request` and adds the cookies that it set to its response. */
export async function withRequestContext(
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  const context: RequestContext = { request, setCookies: [] };
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
