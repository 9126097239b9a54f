import { isRefusal, Refusal } from '../refusal.ts';
import type { FunctionResolver } from '../server-binding.ts';
import { serverBinding } from '../server-binding.ts';
import { callableInPlace } from '../server/generator-entry.ts';
import type { AnyFunction } from '../server/server-reference.ts';
import type { Entry } from './body/form-reader.ts';
import type { Exchange } from './exchange.ts';
import { sortReply, textReply } from './reply/reply.ts';
import { scanReply } from './reply/scan.ts';

/**
 * Decodes what React's `encodeReply` gave: first it is held against the limits, then React decodes
 * it. Whatever React refuses is the client's fault.
 *
 * @throws Refusal when it is no reply, or is more than the limits allow
 */
export function decodeReply(
  { target, dispatcher }: Pick<Exchange, 'target' | 'dispatcher'>,
  body: string | readonly Entry[],
): Promise<unknown> {
  const { limits, accept } = target;
  const isText = typeof body === 'string';
  scanReply(isText ? textReply(body) : sortReply(body, limits), { limits, accept });
  const start = performance.now();
  const decoding = serverBinding().decodeReply(isText ? body : toFormData(body), {
    resolve: accept.references === true ? resolverOf(dispatcher.loadFunction) : refuseReference,
    arraySizeLimit: target.arraySizeLimit,
  });
  // A text holds all that it is decoded to; only files are waited for.
  return (isText ? decoding : inTime(decoding, limits.decode)).then((decoded) => {
    // Work that does not pause is over when the clock is looked at.
    if (performance.now() - start > limits.decode) throw slow();
    return decoded;
  }, refuseFailure);
}

function refuseFailure(cause: unknown): never {
  if (isRefusal(cause)) throw cause;
  throw new Refusal('arguments', 'the arguments cannot be decoded', { cause });
}

function inTime<T>(promise: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(slow()), limit);
    const end = (): void => clearTimeout(timer);
    promise.then(resolve, reject).finally(end);
  });
}

/** The same fields as React's decoders take them. */
export function toFormData(entries: readonly Entry[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

function resolverOf(load: (id: string) => Promise<unknown>): FunctionResolver {
  return async (id) => {
    const found = await load(id);
    if (typeof found !== 'function') {
      throw new Refusal('arguments', 'an argument is an unknown server reference');
    }
    return callableInPlace(found as AnyFunction); // a function, as was just checked
  };
}

/**
 * A client that may pass functions chooses what the server calls, so no reference among arguments is
 * resolved. This also closes React's look-up of `id#name`, which comes after the exact one.
 */
function refuseReference(): never {
  throw new Refusal('arguments', 'an argument is a server reference');
}

function slow(): Refusal {
  return new Refusal('arguments', 'the arguments took too long to decode');
}
