import { Refusal } from '../../refusal.ts';
import type { ServerFunction } from '../../server/server-reference.ts';
import { runInCall } from '../call-context.ts';
import { createDeadline } from '../deadline.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 10: the function runs, as part of the call, until it returns, or the time is up. */
export const runStage: Stage = { name: 'run', run };

async function run(exchange: Exchange): Promise<void> {
  const { request, id, context, dispatcher } = exchange;
  const controller = new AbortController();
  const signal = AbortSignal.any([request.signal, controller.signal]);
  exchange.abort = (reason) => controller.abort(reason);
  exchange.call = { id, request, signal, context, loadFunction: dispatcher.loadFunction };
  const deadline = createDeadline(dispatcher.limits.execution);
  const gone = whenAborted(request.signal);
  try {
    const outcome = await Promise.race([
      callFunction(exchange).then((result) => ({ result })),
      deadline.expired,
      gone.aborted,
    ]);
    if (outcome === 'expired') {
      const refusal = new Refusal('execution', 'the function did not return in time');
      controller.abort(refusal);
      throw refusal;
    }
    if (outcome === 'aborted') throw new Refusal('aborted', 'the client is gone');
    exchange.result = outcome.result;
  } finally {
    deadline.clear();
    gone.clear();
  }
}

async function callFunction({ fn, call, args }: Exchange): Promise<unknown> {
  // Whether the arguments are what the function expects is for the function to say.
  const target = fn as ServerFunction;
  return runInCall(call, () => target(...args));
}

function whenAborted(signal: AbortSignal): { aborted: Promise<'aborted'>; clear: () => void } {
  let clear = (): void => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    const listener = (): void => resolve('aborted');
    if (signal.aborted) listener();
    signal.addEventListener('abort', listener);
    clear = () => signal.removeEventListener('abort', listener);
  });
  return { aborted, clear };
}
