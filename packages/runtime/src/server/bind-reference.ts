import {
  type AnyFunction,
  type ServerReference,
  stampServerReference,
} from './server-reference.ts';
import { isServerReference } from './server-reference.ts';

/**
 * The `bind` of a server reference: a bound server reference whose arguments travel after the sealed
 * captures. React's own version reads `$$bound` at once; this one reads it when the result is
 * serialised, so that captures stay as late as in a closure.
 */
export function bindReference(this: AnyFunction, ...bindArgs: unknown[]): AnyFunction {
  // `bind` of Function.prototype, because `this.bind` is this very function.
  const bound = Reflect.apply(Function.prototype.bind, this, bindArgs) as AnyFunction;
  if (!isServerReference(this)) return bound;
  const source: ServerReference = this;
  const args = bindArgs.slice(1);
  stampServerReference(bound, source.$$id, { get: () => [...(source.$$bound ?? []), ...args] });
  return bound;
}
