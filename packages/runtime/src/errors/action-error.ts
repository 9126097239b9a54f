const BRAND = Symbol.for('callgate.ActionError');

/** What an `ActionError` may carry. */
export interface ActionErrorOptions {
  /** What the client is told. Its reader is a person. @default the code */
  readonly message?: string;
  /** The HTTP status of the answer, 400 to 599. @default 400 */
  readonly status?: number;
  /** Anything that React can send, such as the errors of a form's fields. */
  readonly data?: unknown;
  /** Why it happened. For the log: the client never gets it. */
  readonly cause?: unknown;
}

/**
 * An error that a server function throws to tell its caller about it. Of all errors it alone reaches
 * the client, and of it the code, the status, the message and the data.
 */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  /** A word for programs, such as `out-of-stock`. */
  readonly code: string;
  readonly status: number;
  readonly data: unknown;

  constructor(code: string, options: ActionErrorOptions = {}) {
    const { message = code, status = 400, data } = options;
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`The status of an ActionError is from 400 to 599, not ${status}.`);
    }
    this.code = code;
    this.status = status;
    this.data = data;
    // Recognised by this mark, because two copies of the package have two classes.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error was meant to be sent to the client, whichever copy of the package made it. */
export function isActionError(error: unknown): error is ActionError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}
