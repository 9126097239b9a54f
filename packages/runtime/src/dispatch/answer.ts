import type { Refusal } from '../refusal.ts';

/** On every answer: nothing of a call is stored, and nothing is taken for another type. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** The answer to a request that is refused. */
export function answerRefusal({ code, status }: Refusal): Response {
  const headers = new Headers(ANSWER_HEADERS);
  if (code === 'method') headers.set('allow', 'POST');
  if (code === 'unavailable') headers.set('callgate-unavailable', '1');
  return Response.json({ error: { code } }, { status, headers });
}

/** The answer when something went wrong that the client has no part in. */
export function answerError(digest: string): Response {
  return Response.json(
    { error: { code: 'internal', digest } },
    { status: 500, headers: ANSWER_HEADERS },
  );
}
