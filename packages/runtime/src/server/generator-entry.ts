import { sharedState } from '../shared-state.ts';
import type { AnyFunction } from './server-reference.ts';

const generators = sharedState('generator-entries', () => new WeakMap<AnyFunction, AnyFunction>());

/**
 * Gives the entry of an async generator the generator that other server functions call. The entry
 * itself answers with a promise, so that a dispatcher learns of captures that do not open before it
 * has sent anything.
 */
export function setGenerator(entry: AnyFunction, generator: AnyFunction): void {
  generators.set(entry, generator);
}

/** What stands for a server function where other server functions call it. */
export function callableInPlace(fn: AnyFunction): AnyFunction {
  return generators.get(fn) ?? fn;
}
