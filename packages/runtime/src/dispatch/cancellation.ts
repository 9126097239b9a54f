/** Ends a call before its time. The signal is made when somebody asks for it: most calls need none. */
export interface Cancellation {
  readonly signal: AbortSignal;
  readonly isAborted: boolean;
  /** Ends the call, once. */
  abort(reason: unknown): void;
  /** Calls a listener when the call is ended. What it returns takes the listener away. */
  onAbort(listener: () => void): () => void;
}

/** Makes what ends a call. */
export function createCancellation(): Cancellation {
  const listeners = new Set<() => void>();
  let controller: AbortController | undefined;
  let ended: { readonly reason: unknown } | undefined;
  return {
    get signal() {
      if (controller === undefined) {
        controller = new AbortController();
        if (ended !== undefined) controller.abort(ended.reason);
      }
      return controller.signal;
    },
    get isAborted() {
      return ended !== undefined;
    },
    abort(reason) {
      if (ended !== undefined) return;
      ended = { reason };
      controller?.abort(reason);
      for (const listener of listeners) listener();
    },
    onAbort(listener) {
      if (ended === undefined) listeners.add(listener);
      else listener();
      return () => listeners.delete(listener);
    },
  };
}
