/** Ends a call before its time. The signal is made when somebody asks for it: most calls need none. */
export class Cancellation {
  #listeners: (() => void)[] = [];
  #controller: AbortController | undefined;
  #ended: { readonly reason: unknown } | undefined;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#ended !== undefined) this.#controller.abort(this.#ended.reason);
    }
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#ended !== undefined;
  }

  /** Ends the call, once. */
  abort(reason: unknown): void {
    if (this.#ended !== undefined) return;
    this.#ended = { reason };
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener();
  }

  /** Calls a listener when the call is ended. What it returns takes the listener away. */
  onAbort(listener: () => void): () => void {
    if (this.#ended === undefined) this.#listeners.push(listener);
    else listener();
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }
}
