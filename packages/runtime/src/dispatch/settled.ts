import { isRefusal } from '../refusal.ts';
import { type Answer, answerError, answerRefusal } from './answer.ts';
import { describeCall } from './describe-call.ts';
import { type CallTimes, createDigest, type OutcomeEvent } from './events.ts';
import type { Exchange } from './exchange.ts';

/** What became of an exchange: its answer, and what is logged of it. */
export interface Settled {
  readonly answer: Answer;
  readonly event: OutcomeEvent;
}

/** The events of what a middleware has put in place of an inner answer keep what that one was. */
export function completed(exchange: Exchange, answer: Answer, inner?: Settled): Settled {
  const event: OutcomeEvent =
    inner === undefined
      ? { type: 'completed', ...finalFacts(exchange, answer) }
      : { ...inner.event, status: answer.status };
  return { answer, event };
}

/** An error that is not for the client: it gets a refusal's code, or a digest. */
export async function failed(exchange: Exchange, error: unknown): Promise<Settled> {
  // What a failed function has asked for is not sent, no half of its cookies, no redirect; what it
  // has invalidated is, for it may have changed something before it failed.
  await exchange.call?.settle();
  if (isRefusal(error)) {
    const answer = answerRefusal(error);
    const { code, message: reason, cause } = error;
    return {
      answer,
      event: { type: 'refused', code, reason, cause, ...finalFacts(exchange, answer) },
    };
  }
  const digest = createDigest();
  const answer = answerError(digest);
  return { answer, event: { type: 'error', error, digest, ...finalFacts(exchange, answer) } };
}

function finalFacts(
  exchange: Exchange,
  { status }: Answer,
): Omit<Extract<OutcomeEvent, { type: 'completed' }>, 'type'> {
  const { id, name, module, kind, stage } = describeCall(exchange);
  const { start, bytes } = exchange;
  const duration = performance.now() - start;
  return { id, name, module, kind, stage, status, bytes, duration, times: timesOf(exchange) };
}

function timesOf({ start, ends }: Exchange): CallTimes {
  const times: { body?: number; decode?: number; run?: number } = {};
  const { body = start, decode = body } = ends;
  if (ends.body !== undefined) times.body = ends.body - start;
  if (ends.decode !== undefined) times.decode = ends.decode - body;
  if (ends.run !== undefined) times.run = ends.run - decode;
  return times;
}
