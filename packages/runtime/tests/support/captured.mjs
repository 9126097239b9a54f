// @ts-check
// A server function whose captures a test chooses.

import { bindServerReference, openServerReference } from '@callgate/runtime/server';
import { createRoundTrip } from './round-trip.mjs';

export const ID = 'c'.repeat(40);
export const SIGNATURE = 'value';

/** What the function got as its capture at the last call. */
export let received = /** @type {any} */ (undefined);

/** @param {[unknown]} captures @param {unknown[]} args */
function hoisted([value], ...args) {
  return (async () => {
    received = value;
    return args.length;
  })();
}

export const entry = openServerReference(hoisted, ID, SIGNATURE);

/** @param {unknown} value @param {string} [name] */
export function capture(value, name = 'save') {
  return bindServerReference(hoisted, ID, () => [value], { name, length: 0, signature: SIGNATURE });
}

export const trip = createRoundTrip({ loadFunction: (id) => (id === ID ? entry : undefined) });

/** Seals a value and opens it again. @param {unknown} value @returns {Promise<any>} */
export async function sealAndOpen(value) {
  const revived = await trip.revive(capture(value));
  await revived();
  return received;
}

/** The sealed text of a reference. @param {object} reference @returns {Promise<string>} */
export async function sealedText(reference) {
  return Reflect.get(reference, '$$bound')[0];
}
