import { swallowedNavigation } from '../../navigation/thrown.ts';
import { Refusal } from '../../refusal.ts';
import type { ServerFunction } from '../../server/server-reference.ts';
import { createDeadline } from '../deadline.ts';
import { describeCall } from '../describe-call.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { runInside, runningCall } from '../running-call.ts';

/** Stage 10: the function runs, as part of the call, until it returns, or the time is up. */
export const runStage: Stage = { name: 'run', run };

async function run(exchange: Exchange): Promise<void> {
  const call = runningCall(exchange);
  const deadline = createDeadline(exchange.target.limits.execution);
  try {
    const ended = await Promise.race([callFunction(exchange), deadline.expired, call.gone]);
    if (ended === 'expired') {
      const refusal = new Refusal('execution', 'the function did not return in time');
      call.abort(refusal);
      throw refusal;
    }
    if (ended === 'gone') throw new Refusal('aborted', 'the client is gone');
    exchange.outcome = { type: 'result', value: ended.value };
  } finally {
    deadline.clear();
    exchange.ends.run = performance.now();
  }
  const error = swallowedNavigation(call.request);
  if (error === undefined) return;
  exchange.dispatcher.onEvent({ type: 'swallowed-navigation', error, ...describeCall(exchange) });
}

async function callFunction(exchange: Exchange): Promise<{ readonly value: unknown }> {
  // Whether the arguments are what the function expects is for the function to say.
  const target = exchange.fn as ServerFunction;
  return { value: await runInside(runningCall(exchange), () => target(...exchange.args)) };
}
