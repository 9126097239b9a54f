const BRAND = Symbol.for('@callgate/runtime/server-function-error');

/** What the server answered in place of a result. */
export interface ServerFunctionErrorDetails {
  readonly status: number;
  /** The dispatcher's code; `unknown` when the answer is not the dispatcher's. */
  readonly code: string;
  /** Finds the error in the server's log; only unexpected errors have one. */
  readonly digest?: string | undefined;
}

/** A call that the server did not answer with a result. */
export class ServerFunctionError extends Error {
  override name = 'ServerFunctionError';
  readonly status: number;
  readonly code: string;
  readonly digest: string | undefined;

  constructor({ status, code, digest }: ServerFunctionErrorDetails) {
    super(
      `The server function call failed with status ${status} (${code}${
        digest === undefined ? '' : `, digest ${digest}`
      }).`,
    );
    this.status = status;
    this.code = code;
    this.digest = digest;
    // Recognised by this mark, because two copies of the package have two classes.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error is what the server answered in place of a result. */
export function isServerFunctionError(error: unknown): error is ServerFunctionError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}
