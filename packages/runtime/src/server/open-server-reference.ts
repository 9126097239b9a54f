import { openCaptures } from '../sealing/open-captures.ts';
import { setGenerator } from './generator-entry.ts';
import {
  type AnyFunction,
  registerServerReference,
  type ServerFunction,
  stampServerReference,
} from './server-reference.ts';
import { wrapsGenerator } from './wraps-generator.ts';

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
  async function* generate(sealed: unknown, ...args: unknown[]): AsyncGenerator {
    const captures = await openCaptures(sealed, id, signature);
    return yield* run(captures, ...args) as AsyncGenerator;
  }
  if (wrapsGenerator(fn)) {
    stampServerReference(generate, id, { value: null });
    setGenerator(entry, generate);
  }
  return registerServerReference(entry, id);
}
