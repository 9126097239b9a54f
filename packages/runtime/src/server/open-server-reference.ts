import { openCaptures } from '../sealing/open-captures.ts';
import {
  type AnyFunction,
  registerServerReference,
  type ServerFunction,
} from './server-reference.ts';

/**
 * Makes the entry of an inline server function with captures: what is registered under its id, and
 * what React's decoders and the dispatcher call with the sealed captures before the arguments.
 */
export function openServerReference(
  fn: AnyFunction,
  id: string,
  signature: string,
): ServerFunction {
  // The compiler wrote the call that this makes; no types travel with it.
  const run = fn as ServerFunction;
  const entry = async (sealed: unknown, ...args: unknown[]): Promise<unknown> => {
    const captures = await openCaptures(sealed, id, signature);
    return run(captures, ...args);
  };
  return registerServerReference(entry, id);
}
