import type { BindingSlot, ClientFunction } from './client-binding.ts';

/** Makes a function a reference of a graph: named, and known to React. */
export function defineReference(
  slot: BindingSlot,
  reference: ClientFunction,
  id: string,
  name: string | undefined,
): ClientFunction {
  Object.defineProperty(reference, 'name', { value: name ?? '', configurable: true });
  slot.register(reference, id);
  return reference;
}
