import { Refusal } from '../refusal.ts';
import { resolveServerFunction } from '../server/resolve-server-function.ts';
import { serverBinding } from '../server-binding.ts';
import { streamOf } from '../streams.ts';
import { currentSealing } from './configuration.ts';
import { type Opened, openPayload } from './envelope.ts';
import type { Captures } from './seal-captures.ts';

/**
 * Opens the captures that a client sent back.
 *
 * @param sealed what came first in the arguments: a text, or a promise of one
 * @throws Refusal one and the same, whatever is wrong with `sealed`
 */
export async function openCaptures(
  sealed: unknown,
  id: string,
  signature: string,
): Promise<Captures> {
  const { payload } = await open(sealed, id, signature);
  let captures: unknown;
  try {
    captures = await serverBinding().decodeCaptures(streamOf(payload), resolveServerFunction);
  } catch (error) {
    // The payload is one of ours, so it is of another version of the app: it names a function that
    // is gone, or was encoded by another version of React.
    throw new Refusal('unavailable', 'the sealed captures are of another version', {
      cause: error,
    });
  }
  // An authentic payload is what `sealCaptures` encoded: the array-like object of the captures.
  return Array.from(captures as ArrayLike<unknown>);
}

async function open(sealed: unknown, id: string, signature: string): Promise<Opened> {
  const { ring, maxAge, session } = currentSealing();
  let text: unknown;
  try {
    text = await sealed;
  } catch (error) {
    throw new Refusal('sealed', 'the sealed captures did not arrive', { cause: error });
  }
  if (typeof text !== 'string') throw new Refusal('sealed', 'the sealed captures are not a text');
  const opened = await openPayload(text, { id, signature, session: session() }, await ring());
  if (opened === undefined) throw new Refusal('sealed', 'the sealed captures do not open');
  if (Date.now() - opened.time > maxAge * 1000) {
    throw new Refusal('sealed', 'the sealed captures are too old');
  }
  return opened;
}
