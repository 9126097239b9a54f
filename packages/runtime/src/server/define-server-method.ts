import type { AnyFunction } from './server-reference.ts';

/** Puts a reference where a static method of a class would be: writable and not enumerable. */
export function defineServerMethod(target: object, key: PropertyKey, reference: AnyFunction): void {
  Object.defineProperty(target, key, {
    value: reference,
    configurable: true,
    enumerable: false,
    writable: true,
  });
}
