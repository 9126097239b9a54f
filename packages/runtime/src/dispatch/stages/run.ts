import { markRun } from '../../context/has-run.ts';
import { swallowedNavigation } from '../../navigation/thrown.ts';
import { Refusal } from '../../refusal.ts';
import type { ServerFunction } from '../../server/server-reference.ts';
import { describeCall } from '../describe-call.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { type RunningCall, runInside, runningCall } from '../running-call.ts';

/** Stage 10: the function runs, as part of the call, until it returns, or the time is up. */
export const runStage: Stage = { name: 'run', run };

async function run(exchange: Exchange): Promise<void> {
  const call = runningCall(exchange);
  try {
    exchange.outcome = { type: 'result', value: await callInTime(exchange, call) };
  } finally {
    exchange.ends.run = performance.now();
  }
  const error = call.usedRequest && swallowedNavigation(call.usedRequest);
  if (error === undefined) return;
  exchange.dispatcher.onEvent({ type: 'swallowed-navigation', error, ...describeCall(exchange) });
}

function callInTime(exchange: Exchange, call: RunningCall): Promise<unknown> {
  const { cancellation } = call;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stopListening();
    };
    const timer = setTimeout(() => {
      const refusal = new Refusal('execution', 'the function did not return in time');
      reject(refusal);
      cancellation.abort(refusal);
    }, exchange.target.limits.execution);
    const stopListening = cancellation.onAbort(() => {
      clearTimeout(timer);
      reject(new Refusal('aborted', 'the client is gone'));
    });
    // Nobody would learn what the function did for a client that is gone already.
    if (cancellation.isAborted) return;
    callFunction(exchange, call).then(
      (value) => {
        end();
        return resolve(value);
      },
      (error: unknown) => {
        end();
        return reject(error);
      },
    );
  });
}

async function callFunction(exchange: Exchange, call: RunningCall): Promise<unknown> {
  // Whether the arguments are what the function expects is for the function to say.
  const target = exchange.fn as ServerFunction;
  if (call.usedRequest !== undefined) markRun(call.usedRequest);
  return runInside(call, () => target(...exchange.args));
}
