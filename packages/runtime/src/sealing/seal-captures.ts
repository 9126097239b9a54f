import type { AnyFunction } from '../server/server-reference.ts';
import { serverBinding } from '../server-binding.ts';
import { readAll } from '../streams.ts';
import { currentSealing } from './configuration.ts';
import { sealPayload } from './envelope.ts';
import { explained, isExplained, sealNested } from './nesting.ts';

/** The values that an inline server function captures, in the order in which they travel. */
export type Captures = readonly unknown[];

/** What is to be sealed. */
export interface SealRequest {
  readonly reference: AnyFunction;
  readonly id: string;
  readonly signature: string;
  /** Reads the captures as they are now. */
  readonly read: () => Captures;
}

/** Seals the captures of a reference. They are read before this returns. */
export async function sealCaptures(request: SealRequest): Promise<string> {
  const { reference, id, signature, read } = request;
  const captures = read();
  const { ring, session } = currentSealing();
  const binding = { id, signature, session: session() };
  const payload = await sealNested(reference, () => encode(reference, captures));
  return sealPayload(payload, binding, (await ring()).current, Date.now());
}

async function encode(reference: AnyFunction, captures: Captures): Promise<Uint8Array> {
  const failures: unknown[] = [];
  const stream = serverBinding().encodeCaptures(toArrayLike(captures), {
    onError: (error) => void failures.push(error),
  });
  const payload = await readAll(stream);
  if (failures.length === 0) return payload;
  const [first] = failures;
  if (isExplained(first)) throw first;
  const reason = first instanceof Error ? first.message : String(first);
  throw explained(
    `The values that the server function "${reference.name}" captures cannot be sealed: ${reason}`,
    first,
  );
}

/** Not a real array: React's development build would take elements in one for children without keys. */
function toArrayLike(captures: Captures): object {
  return { ...captures, length: captures.length };
}
