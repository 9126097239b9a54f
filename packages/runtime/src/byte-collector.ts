const INITIAL_CAPACITY = 4096;

/** Collects bytes in one buffer, so that many small pieces do not keep their large sources alive. */
export interface ByteCollector {
  /** Copies a piece. `false` when that would be more than the limit; nothing is copied then. */
  add(piece: Uint8Array): boolean;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Makes a collector of at most `limit` bytes. */
export function createByteCollector(limit: number = Number.POSITIVE_INFINITY): ByteCollector {
  let buffer = new Uint8Array(INITIAL_CAPACITY);
  let length = 0;
  return {
    add(piece) {
      const needed = length + piece.length;
      if (needed > limit) return false;
      if (needed > buffer.length) {
        const grown = new Uint8Array(Math.max(needed, buffer.length * 2));
        grown.set(buffer.subarray(0, length));
        buffer = grown;
      }
      buffer.set(piece, length);
      length = needed;
      return true;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
