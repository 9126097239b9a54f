import { ANSWER_HEADERS } from '../dispatch/answer.ts';

/** The answer of a middleware that does not let a call through. Its text repeats the code. */
export function refuseAnswer(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(code, {
    status,
    headers: [
      ...ANSWER_HEADERS.map(([name, value]): [string, string] => [name, value]),
      ['content-type', 'text/plain; charset=utf-8'],
      ['callgate-error', code],
      ...Object.entries(headers),
    ],
  });
}
