import { ActionError } from '../errors/action-error.ts';
import { ActionUnavailableError } from './action-unavailable-error.ts';
import { HEADER, RESULT_TYPE } from './answer-headers.ts';
import { ServerFunctionError } from './server-function-error.ts';

/** Decodes the Flight of an answer. */
export type Decode = (response: Response) => Promise<unknown>;

/** Whether an answer holds React Flight: a result, or what an `ActionError` tells. */
export function isFlight(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith(RESULT_TYPE) === true;
}

/** The error that an answer without a result stands for. */
export async function errorOf(response: Response, decode: Decode): Promise<Error> {
  const { status, headers } = response;
  const code = headers.get(HEADER.error);
  if (code === 'action' && isFlight(response)) return actionErrorOf(status, await decode(response));
  // Nothing in the text is for programs.
  void response.body?.cancel().catch(() => {});
  if (headers.has(HEADER.unavailable)) {
    return new ActionUnavailableError(status, headers.get(HEADER.build) ?? undefined);
  }
  return new ServerFunctionError({
    status,
    code: code ?? 'unknown',
    digest: headers.get(HEADER.digest) ?? undefined,
  });
}

function actionErrorOf(status: number, value: unknown): ActionError {
  const code = member(value, 'code');
  const message = member(value, 'message');
  return new ActionError(typeof code === 'string' ? code : 'unknown', {
    status,
    data: member(value, 'data'),
    ...(typeof message === 'string' ? { message } : {}),
  });
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
