import { currentRequestContext, type RequestContext } from './request-context.ts';

/**
 * The request that the running code belongs to.
 *
 * @param call as the app wrote it, `cookies()`
 * @throws Error outside of a request
 */
export function requireRequestContext(call: string): RequestContext {
  return requireContext(call, 'in server functions and while a page is rendered');
}

function requireContext(call: string, where: string): RequestContext {
  const context = currentRequestContext();
  if (context !== undefined) return context;
  throw new Error(
    `\`${call}\` was called outside of a request. It works ${where}, and not in code that runs when ` +
      'a module is loaded or from a timer.',
  );
}

/**
 * The request of the server function that is running.
 *
 * @throws Error outside of a server function, while a page is rendered, and when the answer has started
 */
export function requireAction(call: string): RequestContext {
  const context = requireContext(call, 'in server functions');
  if (context.phase !== 'action') {
    throw new Error(
      `\`${call}\` was called while a page is rendered. Only a server function can do that.`,
    );
  }
  if (context.effects.closed) {
    throw new Error(
      `\`${call}\` was called after the server function had returned, and its answer has started. ` +
        'Call it before, and await what it depends on.',
    );
  }
  return context;
}
