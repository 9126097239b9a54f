import { callServer } from './client/call-server.ts';
import { bindingSlot, type ClientBinding, type ClientFunction } from './client/client-binding.ts';
import { defineReference } from './client/reference.ts';

export {
  callServer,
  type CallServerOptions,
  createCallServer,
  setCallServer,
} from './client/call-server.ts';
export type { CallServer, ClientBinding, ClientFunction } from './client/client-binding.ts';
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
  const reference: ClientFunction = (...args) => callServer(id, args.slice(0, parameters));
  return defineReference(bindingSlot('client'), reference, id, name);
}
