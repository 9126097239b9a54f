// @ts-check
import { openServerReference } from '@callgate/runtime/server';

/** The id of the server function below. */
export const ID = 'd'.repeat(40);

/**
 * A server function that captures a list, as the compiler hoists it; answers captures and arguments.
 * @param {[unknown[]]} captures @param {unknown[]} args
 */
export function hoisted([values], ...args) {
  return (async (/** @type {unknown[]} */ ...rest) => [values, rest])(...args);
}

/** Where calls of it enter. */
export const entry = openServerReference(hoisted, ID, 'values');
