import type { CallContext } from './call-context.ts';
import { type Answer, fromResponse, toResponse, withAnswerHeaders } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { runInside, runningCall } from './running-call.ts';

/**
 * Runs before the body of a call is read, and around everything after that. It gives what `next`
 * gives, or an answer of its own; it may throw an `ActionError`, or call `redirect` and
 * `unauthorized`. What stands inside throws at `next` what another middleware has thrown, and nothing
 * else: errors of the dispatcher and of the function have become answers by then. What was set and
 * invalidated before travels with an answer of its own, too.
 */
export type Middleware = (
  call: CallContext,
  next: () => Promise<Response>,
) => Response | Promise<Response>;

/** Stage 5: the function's middleware, the outermost first, and the rest of the stages inside. */
export async function runMiddleware(
  exchange: Exchange,
  rest: () => Promise<Answer>,
): Promise<Answer> {
  const { middleware } = exchange.target;
  exchange.stage = 'middleware';
  const running = runningCall(exchange);
  const runFrom = async (index: number): Promise<Response> => {
    const layer = middleware[index];
    if (layer === undefined) return toResponse(await rest());
    let isDone = false;
    const next = (): Promise<Response> => {
      // Twice would run the function twice.
      if (isDone) throw new Error('A middleware of a server function has called `next` twice.');
      isDone = true;
      return runFrom(index + 1);
    };
    return layer(running.call, next);
  };
  const response = await runInside(running, () => runFrom(0));
  const answer = fromResponse(response, `A middleware of ${exchange.target.stableName}`);
  return withAnswerHeaders(answer);
}
