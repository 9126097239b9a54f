import type { Refusal } from '../refusal.ts';
import { type EncodedBody, isEncodedBody } from './encoded-body.ts';

/** A header of an answer. `set-cookie` may stand several times. */
export type AnswerHeader = readonly [name: string, value: string];

/** An answer, before it becomes that of a server: a web `Response`, or what Node writes. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly AnswerHeader[];
  readonly body: string | ReadableStream<Uint8Array> | EncodedBody | null;
  /** Told when the client stops to read a body that is a stream. */
  readonly onCancel?: (reason: unknown) => void;
}

/** On every answer: nothing of a call is stored, and nothing is taken for another type. */
export const ANSWER_HEADERS: readonly AnswerHeader[] = [
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
];

const TEXT: AnswerHeader = ['content-type', 'text/plain; charset=utf-8'];

/** The answer to a request that is refused. The text repeats the code, for who reads it in a tool. */
export function answerRefusal({ code, status, headers }: Refusal): Answer {
  const further: AnswerHeader[] = Object.entries(headers);
  if (code === 'method') further.push(['allow', 'POST']);
  if (code === 'unavailable') further.push(['callgate-unavailable', '1']);
  return {
    status,
    headers: [...ANSWER_HEADERS, TEXT, ['callgate-error', code], ...further],
    body: code,
  };
}

/** The answer when something went wrong that the client has no part in. */
export function answerError(digest: string): Answer {
  return {
    status: 500,
    headers: [...ANSWER_HEADERS, TEXT, ['callgate-error', 'internal'], ['callgate-digest', digest]],
    body: 'internal',
  };
}

/** The answer with further headers at its end. */
export function withHeaders(answer: Answer, headers: readonly AnswerHeader[]): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: [...answer.headers, ...headers] };
}

/**
 * Takes an answer out of a web response.
 *
 * @param giver who has given it
 * @throws TypeError when it is none that can be sent, such as `Response.error()`
 */
export function fromResponse(response: Response, giver: string): Answer {
  const { status, headers, body } = response ?? {};
  if (!(status >= 200)) throw new TypeError(`${giver} has not given a response that can be sent.`);
  return { status, headers: [...headers], body };
}

/** The answer with the headers that every answer has, in place of its own of those names. */
export function withAnswerHeaders(answer: Answer): Answer {
  const own = new Set(ANSWER_HEADERS.map(([name]) => name));
  const headers = answer.headers.filter(([name]) => !own.has(name.toLowerCase()));
  return { ...answer, headers: [...ANSWER_HEADERS, ...headers] };
}

/** Makes a web response of an answer. */
export function toResponse({ status, headers, body: given, onCancel }: Answer): Response {
  const body = isEncodedBody(given) ? given.stream() : given;
  const isWatched = body instanceof ReadableStream && onCancel !== undefined;
  return new Response(isWatched ? watchCancel(body, onCancel) : body, {
    status,
    headers: headers as [string, string][], // read, not written
  });
}

/** Passes a stream on, and tells when its reader goes away. */
function watchCancel(
  stream: ReadableStream<Uint8Array>,
  onCancel: (reason: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await reader.read();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel(reason) {
        onCancel(reason);
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
