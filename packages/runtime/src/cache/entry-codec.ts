import { resolveServerFunction } from '../server/resolve-server-function.ts';
import { serverBinding } from '../server-binding.ts';
import { readAll, streamOf } from '../streams.ts';

/**
 * Encodes a result as React Flight, so that everything that React can send is kept: dates, maps,
 * elements, promises (which are waited for).
 *
 * @throws TypeError when a part of it cannot be sent
 */
export async function encodeResult(
  name: string,
  result: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  const failures: unknown[] = [];
  // In an object: a result of `undefined` or a promise is as good as any other.
  const stream = serverBinding().encodeCaptures(
    { result },
    { onError: (error) => void failures.push(error) },
  );
  const value = await readAll(stream);
  if (failures.length === 0) return value;
  const [cause] = failures;
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new TypeError(`The result of the cached function "${name}" cannot be kept: ${reason}`, {
    cause,
  });
}

/** Decodes a result. Each caller gets one of its own, so what one changes no other sees. */
export async function decodeResult(value: Uint8Array): Promise<unknown> {
  const decoded = await serverBinding().decodeCaptures(streamOf(value), resolveServerFunction);
  return (decoded as { readonly result: unknown }).result; // as `encodeResult` has encoded it
}
