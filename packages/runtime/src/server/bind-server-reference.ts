import { type Captures, sealCaptures } from '../sealing/seal-captures.ts';
import { answerEarlyCall } from './early-call.ts';
import { type CapturePaths, narrowCapture } from './narrow-capture.ts';
import { type AnyFunction, type ServerFunction, stampServerReference } from './server-reference.ts';

/** What the compiler knows about an inline server function. */
export interface BindOptions {
  /** The key that would have named the function in place. */
  readonly name: string | number | symbol;
  /** The `length` of the function in place. */
  readonly length: number;
  /** For each capture, the member paths that are sealed, or `null` for the whole value. */
  readonly paths?: readonly CapturePaths[];
  /** Names the list of captures; part of what authenticates them. */
  readonly signature?: string;
}

/**
 * Makes the reference that stands at the place of an inline server function. Called on the server it
 * runs the hoisted function with the live captures; serialised, it carries them sealed.
 *
 * @param fn the hoisted function, which takes the list of captures first, if it has any
 * @param captures reads the captures as they are now; `null` for a function without any
 */
export function bindServerReference(
  fn: AnyFunction,
  id: string,
  captures: (() => Captures) | null,
  options: BindOptions,
): ServerFunction {
  // The compiler wrote the call that this makes; no types travel with it.
  const run = fn as ServerFunction;
  const reference: ServerFunction =
    captures === null
      ? (...args: unknown[]) => run(...args)
      : (...args: unknown[]) => {
          let live: Captures;
          try {
            live = captures();
          } catch (error) {
            return answerEarlyCall(fn, error, () => run(captures(), ...args));
          }
          return run(live, ...args);
        };
  Object.defineProperties(reference, {
    name: { value: functionName(options.name), configurable: true },
    length: { value: options.length, configurable: true },
  });
  if (captures === null) {
    stampServerReference(reference, id, { value: null });
    return reference;
  }
  stampServerReference(reference, id, {
    get: () => {
      const sealed = sealCaptures({
        reference,
        id,
        signature: options.signature ?? '',
        read: () => narrowAll(captures(), options.paths),
      });
      // Whoever serialises the reference handles a failure; one that only looks must not crash.
      sealed.catch(() => {});
      return [sealed];
    },
  });
  return reference;
}

function narrowAll(captures: Captures, paths: readonly CapturePaths[] | undefined): Captures {
  if (paths === undefined) return captures;
  return captures.map((value, index) => narrowCapture(value, paths[index] ?? null));
}

/** The name that JavaScript gives to a function found under a property key. */
function functionName(key: string | number | symbol): string {
  if (typeof key !== 'symbol') return String(key);
  return key.description === undefined ? '' : `[${key.description}]`;
}
