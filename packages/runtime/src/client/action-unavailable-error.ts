import { ServerFunctionError } from './server-function-error.ts';

const BRAND = Symbol.for('@callgate/runtime/action-unavailable-error');

/**
 * The server is of another build than the page and does not have the function, or cannot open what
 * the page holds. Nothing was done.
 */
export class ActionUnavailableError extends ServerFunctionError {
  /** The build of the server, where it says so. */
  readonly build: string | undefined;

  constructor(status: number, build: string | undefined) {
    super({ status, code: 'unavailable' });
    this.name = 'ActionUnavailableError';
    this.build = build;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error says that the server is of another build than the page. */
export function isActionUnavailableError(error: unknown): error is ActionUnavailableError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}
