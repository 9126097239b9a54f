import { markRun } from '../../context/has-run.ts';
import { swallowedNavigation } from '../../navigation/thrown.ts';
import { Refusal } from '../../refusal.ts';
import type { ServerFunction } from '../../server/server-reference.ts';
import { describeCall } from '../describe-call.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { type RunningCall, runInside, runningCall } from '../running-call.ts';

/** Stage 10: the function runs, as part of the call, until it returns, or the time is up. */
export const runStage: Stage = { name: 'run', run };

function run(exchange: Exchange): Promise<void> {
  const call = runningCall(exchange);
  const { cancellation } = call;
  return new Promise((resolve, reject) => {
    let isOver = false;
    let stopListening = (): void => {};
    /** Whatever comes first ends the run; what comes later is nobody's. */
    const end = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      stopListening();
      exchange.ends.run = performance.now();
      settle();
    };
    const fail = (error: unknown): void => end(() => reject(error));
    const timer = setTimeout(() => {
      const refusal = new Refusal('execution', 'the function did not return in time');
      fail(refusal);
      cancellation.abort(refusal);
    }, exchange.target.limits.execution);
    stopListening = cancellation.onAbort(() => fail(new Refusal('aborted', 'the client is gone')));
    // Nobody would learn what the function did for a client that is gone already.
    if (isOver) return;
    const succeed = (value: unknown): void =>
      end(() => {
        exchange.outcome = { type: 'result', value };
        reportSwallowed(exchange, call);
        resolve();
      });
    try {
      // What is a promise already is waited for as it is.
      Promise.resolve(callFunction(exchange, call)).then(succeed, fail);
    } catch (error) {
      fail(error);
    }
  });
}

function reportSwallowed(exchange: Exchange, { usedRequest }: RunningCall): void {
  const error = usedRequest && swallowedNavigation(usedRequest);
  if (error === undefined) return;
  exchange.dispatcher.onEvent({ type: 'swallowed-navigation', error, ...describeCall(exchange) });
}

function callFunction(exchange: Exchange, call: RunningCall): unknown {
  // Whether the arguments are what the function expects is for the function to say.
  const target = exchange.fn as ServerFunction;
  if (call.usedRequest !== undefined) markRun(call.usedRequest);
  return runInside(call, () => target(...exchange.args));
}
