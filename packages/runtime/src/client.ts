import { trimArguments } from './client/call-options.ts';
import { callServer } from './client/call-server.ts';
import { bindingSlot, type ClientBinding, type ClientFunction } from './client/client-binding.ts';
import { defineReference } from './client/reference.ts';

export { ActionTimeoutError, isActionTimeoutError } from './client/action-timeout-error.ts';
export {
  ActionUnavailableError,
  isActionUnavailableError,
} from './client/action-unavailable-error.ts';
export { type CallOptions, withCallOptions } from './client/call-options.ts';
export {
  callServer,
  type CallServerOptions,
  createCallServer,
  setCallServer,
} from './client/call-server.ts';
export type { CallServer, ClientBinding, ClientFunction } from './client/client-binding.ts';
export type { ActionRedirect, ActionRefresh, EffectHooks } from './client/effects.ts';
export { fetchWithProgress, type UploadProgress } from './client/fetch-with-progress.ts';
export type { CallRequest, Send } from './client/transport.ts';
export type { OnUnavailable, UnavailablePolicy } from './client/unavailable.ts';
export { ActionError, type ActionErrorOptions, isActionError } from './errors/action-error.ts';
export { isServerFunctionError, ServerFunctionError } from './client/server-function-error.ts';

/** Sets the React binding of the browser. References made before are given to it. */
export function setReactBinding(binding: ClientBinding): void {
  bindingSlot('client').set(binding);
}

/**
 * Makes the client's stand-in for a server function.
 *
 * @param parameters how many parameters the function declares: what it cannot receive, an event for
 * instance, is not sent; left out, everything is sent
 * @param name the name for debugging
 */
export function createServerReference(
  id: string,
  parameters?: number,
  name?: string,
): ClientFunction {
  const reference: ClientFunction = (...args) => callServer(id, trimArguments(args, parameters));
  return defineReference(bindingSlot('client'), reference, id, name);
}
