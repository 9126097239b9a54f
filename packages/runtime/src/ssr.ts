import { bindingSlot, type ClientBinding, type ClientFunction } from './client/client-binding.ts';
import { defineReference } from './client/reference.ts';

export type { ClientBinding, ClientFunction } from './client/client-binding.ts';

/**
 * Sets the React binding of server-side rendering. References made before are given to it. What was
 * made of one with `.bind` before cannot be written into a form, so set the binding in the first
 * module of the entry.
 */
export function setReactBinding(binding: ClientBinding): void {
  bindingSlot('ssr').set(binding);
}

/**
 * Makes the stand-in for a server function while client components are rendered to HTML. React
 * writes it into forms, so that they work before and without JavaScript; it cannot be called.
 *
 * @param _parameters not needed to render; here because both graphs compile to one call
 * @param name the name for debugging
 */
export function createServerReference(
  id: string,
  _parameters?: number,
  name?: string,
): ClientFunction {
  const reference: ClientFunction = () =>
    Promise.reject(
      new Error(
        'A server function cannot be called while the page is rendered: it would wait for a request ' +
          'to this server. Call it in an event handler, an effect or a form action.',
      ),
    );
  return defineReference(bindingSlot('ssr'), reference, id, name);
}
