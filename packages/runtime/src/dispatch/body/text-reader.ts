import { type ByteCollector, createByteCollector } from '../../byte-collector.ts';
import { Refusal } from '../../refusal.ts';
import type { BodyReader } from './read-body.ts';

// Keeps a byte order mark: it is no part of JSON, and must not be overlooked.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a body that is a text in UTF-8. */
export function createTextReader(): BodyReader<string> {
  let first: Uint8Array | undefined;
  let collector: ByteCollector | undefined;
  return {
    write(chunk) {
      // Most bodies come in one piece, which needs no copy.
      if (first === undefined) {
        first = chunk;
        return;
      }
      collector ??= startWith(first);
      collector.add(chunk);
    },
    end: () => decodeText(collector?.bytes() ?? first ?? new Uint8Array()),
  };
}

/**
 * Decodes UTF-8.
 *
 * @throws Refusal for bytes that are not
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Refusal('body', 'a text is not UTF-8', { cause });
  }
}

function startWith(chunk: Uint8Array): ByteCollector {
  const collector = createByteCollector();
  collector.add(chunk);
  return collector;
}
