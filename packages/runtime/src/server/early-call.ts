import type { AnyFunction, ServerFunction } from './server-reference.ts';
import { wrapsGenerator } from './wraps-generator.ts';

/**
 * Answers a call for which a capture is not initialised yet. In place the function would fail where
 * it reads the variable: an async function rejects, and a generator does so when it is first asked
 * for a value, which may be after the variable has got its own.
 *
 * @param fn the hoisted function, which takes the list of captures first
 * @param call calls it with the captures as they are then
 */
export function answerEarlyCall(
  fn: AnyFunction,
  error: unknown,
  call: () => ReturnType<ServerFunction>,
): unknown {
  if (!wrapsGenerator(fn)) return Promise.reject(error);
  return (async function* () {
    // The text of the function says that this is what it returns.
    return yield* call() as AsyncGenerator;
  })();
}
