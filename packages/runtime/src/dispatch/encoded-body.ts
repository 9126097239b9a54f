import type { ByteSink } from '../byte-sink.ts';

/** A result that React encodes when it is known where it goes. */
export interface EncodedBody {
  /** Encodes it into a web stream. */
  stream(): ReadableStream<Uint8Array>;
  /**
   * Encodes it straight into a sink: web streams cost as much as all checks of a small call together.
   *
   * @returns what ends it before its time; `undefined` where React has no such encoder
   */
  pipe(sink: ByteSink): ((reason: unknown) => void) | undefined;
}

/** Tells such a body from the others. */
export function isEncodedBody(body: unknown): body is EncodedBody {
  return typeof body === 'object' && body !== null && 'pipe' in body && 'stream' in body;
}
