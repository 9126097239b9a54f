const BRAND = Symbol.for('@callgate/runtime/action-timeout-error');

/** A call that was not answered within the time that the client gave it. The server may have done it. */
export class ActionTimeoutError extends Error {
  override readonly name = 'ActionTimeoutError';
  /** The milliseconds that the call had. */
  readonly timeout: number;

  constructor(timeout: number) {
    super(`The server function did not answer within ${timeout} ms.`);
    this.timeout = timeout;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error says that a call took too long, whichever copy of the package made it. */
export function isActionTimeoutError(error: unknown): error is ActionTimeoutError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}
