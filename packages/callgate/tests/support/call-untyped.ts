/** Calls a function as JavaScript could: with arguments that its types do not allow. */
export function callUntyped<Result>(
  callee: (...args: never[]) => Result,
  ...args: unknown[]
): Result {
  return Reflect.apply(callee, undefined, args);
}
