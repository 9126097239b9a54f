/** Why the application does not do what it was asked. Unlike any other error, the caller is told. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP status of the answer. */
  readonly status: number;
  /** For programs. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Ends the server function in hand. The caller gets the status, the code and the message. */
export function refuse(status: number, code: string, message: string): never {
  throw new Refused(status, code, message);
}
