import { currentCall } from '../dispatch/call-context.ts';
import { callableInPlace } from './generator-entry.ts';
import {
  type AnyFunction,
  hasServerReferenceId,
  registeredServerReference,
} from './server-reference.ts';

/**
 * Finds the function of a server reference that sealed captures hold: where the running call was
 * dispatched from, or among the functions that are registered in this process.
 *
 * @throws Error when there is no function with that id
 */
export async function resolveServerFunction(id: string): Promise<AnyFunction> {
  const found = (await currentCall()?.loadFunction(id)) ?? registeredServerReference(id);
  if (found === undefined || !hasServerReferenceId(found, id)) {
    throw new Error(`There is no server function with the id "${id}".`);
  }
  return callableInPlace(found);
}
