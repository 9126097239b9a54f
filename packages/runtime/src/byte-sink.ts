/** Takes bytes at its own speed: the part of Node's `Writable` that React writes to. */
export interface ByteSink {
  /**
   * @param chunk bytes, or a text that is written as UTF-8
   * @returns `false` when nothing should be written before `drain`
   */
  write(chunk: Uint8Array | string): boolean;
  /** All is written. */
  end(): void;
  /** The rest cannot be written. */
  destroy(error: unknown): void;
  on(event: 'drain' | 'error' | 'close', listener: () => void): void;
}
