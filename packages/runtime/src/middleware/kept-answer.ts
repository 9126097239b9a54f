import { createByteCollector } from '../byte-collector.ts';
import type { KeptAnswer } from './idempotency-store.ts';
import { refuseAnswer } from './refuse-answer.ts';

/** Codes of answers to calls whose sealed captures could not be opened. */
const NOT_OPENED = new Set(['sealed', 'unavailable']);

/** Codes of answers that came before the function had ended. */
const UNKNOWN = new Set(['aborted', 'execution']);

/**
 * Whether an answer says that captures could not be opened: what was called is then what opens them,
 * and the function behind it has not run.
 */
export function isOpenFailure(response: Response): boolean {
  return NOT_OPENED.has(codeOf(response));
}

/** What is kept of an answer that is not known. */
export function lostAnswer(status: number): TakenAnswer['kept'] {
  return { status, headers: [], body: null };
}

/** The answer of a call for its caller, and for its repetitions. */
export interface TakenAnswer {
  readonly response: Response;
  readonly kept: Omit<KeptAnswer, 'digest'>;
}

/**
 * Reads an answer to its end, so that nothing is sent that could not be repeated. One that is larger
 * than the limit is sent on as it comes, and is not kept.
 */
export async function takeAnswer(response: Response, limit: number): Promise<TakenAnswer> {
  const { status, headers } = response;
  if (UNKNOWN.has(codeOf(response))) return { response, kept: lostAnswer(status) };
  const collector = createByteCollector(limit);
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done;) {
    if (!collector.add(next.value)) {
      const rest = resume(collector.bytes(), next.value, reader);
      return { response: new Response(rest, { status, headers }), kept: lostAnswer(status) };
    }
    next = await reader?.read();
  }
  const kept = { status, headers: [...headers], body: collector.bytes() };
  return { response: toResponse(kept), kept };
}

/** The answer to a repetition. */
export function repeatAnswer(kept: KeptAnswer): Response {
  if (kept.body === null) return refuseAnswer(409, 'result-unknown');
  const response = toResponse(kept);
  response.headers.set('idempotent-replayed', 'true');
  return response;
}

function codeOf(response: Response): string {
  return response.headers.get('callgate-error') ?? '';
}

function toResponse({ status, headers, body }: TakenAnswer['kept']): Response {
  const list = headers.map(([name, value]): [string, string] => [name, value]);
  return new Response(body === null || body.length === 0 ? null : body, { status, headers: list });
}

/** What was read already, and then the rest of the stream. */
function resume(
  start: Uint8Array,
  next: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      start(controller) {
        controller.enqueue(start);
        controller.enqueue(next);
      },
      async pull(controller) {
        const more = await reader?.read();
        if (more === undefined || more.done) controller.close();
        else controller.enqueue(more.value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
