import { ActionError } from '@callgate/runtime/server';

/** Ends the server function in hand. The caller gets the status, the code and the message. */
export function refuse(status: number, code: string, message: string): never {
  throw new ActionError(code, { status, message });
}
