import { isActionError } from '../errors/action-error.ts';
import { isNavigation } from '../navigation/navigation-error.ts';
import { recordNavigation } from '../navigation/thrown.ts';
import { type Answer, withHeaders } from './answer.ts';
import { effectHeaders } from './effect-headers.ts';
import type { Exchange, Outcome, Stage } from './exchange.ts';
import { renderStage } from './form/render.ts';
import {
  actionStage,
  formBodyStage,
  formDecodeStage,
  formLengthStage,
  formLimitStage,
  formRequestStage,
} from './form/stages.ts';
import type { Instrumentation } from './instrumentation.ts';
import { runMiddleware } from './middleware.ts';
import { runningCall } from './running-call.ts';
import { completed, failed, type Settled } from './settled.ts';
import { argumentsStage } from './stages/arguments.ts';
import { bodyStage } from './stages/body.ts';
import { contentLengthStage } from './stages/content-length.ts';
import { decodeStage } from './stages/decode.ts';
import { encodeStage } from './stages/encode.ts';
import { functionStage } from './stages/function.ts';
import { loadStage } from './stages/load.ts';
import { originStage } from './stages/origin.ts';
import { requestStage } from './stages/request.ts';
import { runStage } from './stages/run.ts';

interface Pipeline {
  /** Until the function is known. */
  readonly before: readonly Stage[];
  /** Inside of the function's middleware. */
  readonly inside: readonly Stage[];
  /** Makes the answer, also when the function has thrown what is meant for the client. */
  readonly answer: readonly Stage[];
}

/** What the function has invalidated is out of date before anything else is read or sent. */
const settleStage: Stage = {
  name: 'settle',
  run: ({ call }) => call?.settle(),
};

/** Each stage is cheaper than the next, and none is reached before the ones above it have passed. */
const PIPELINES: Readonly<Record<Exchange['kind'], Pipeline>> = {
  call: {
    before: [requestStage, originStage, functionStage, contentLengthStage],
    inside: [bodyStage, decodeStage, argumentsStage, loadStage, runStage],
    answer: [settleStage, encodeStage],
  },
  form: {
    before: [
      formRequestStage,
      originStage,
      formLengthStage,
      formBodyStage,
      actionStage,
      functionStage,
      formLimitStage,
    ],
    inside: [formDecodeStage, argumentsStage, loadStage, runStage],
    answer: [settleStage, renderStage],
  },
};

/** Runs an exchange through all stages. It always has an answer, and always one last event. */
export function answerExchange(exchange: Exchange): Promise<Answer> {
  const { dispatcher } = exchange;
  return settle(exchange).then(({ answer, event }) => {
    dispatcher.onEvent(event);
    return withHeaders(answer, dispatcher.answerHeaders);
  });
}

function settle(exchange: Exchange): Promise<Settled> {
  let pending: Promise<void> | undefined;
  try {
    pending = runStages(PIPELINES[exchange.kind].before, exchange);
  } catch (error) {
    return settleThrown(exchange, error);
  }
  if (pending === undefined) return settleFound(exchange);
  return pending.then(
    () => settleFound(exchange),
    (error: unknown) => settleThrown(exchange, error),
  );
}

/** The function is known, and its middleware is what comes next. */
function settleFound(exchange: Exchange): Promise<Settled> {
  const { instrument } = exchange.dispatcher;
  return instrument === undefined ? settleInside(exchange) : observe(exchange, instrument);
}

async function observe(exchange: Exchange, instrument: Instrumentation): Promise<Settled> {
  const { id, name, module, stableName } = exchange.target;
  const header = (key: string): string | null => exchange.incoming.header(key.toLowerCase());
  let settling: Promise<Settled> | undefined;
  try {
    await instrument({ id, name, module, stableName, kind: exchange.kind, header }, async () => {
      // Twice would run the function twice.
      settling ??= settleInside(exchange);
      return (await settling).event;
    });
  } catch (error) {
    if (settling === undefined) return failed(exchange, error);
    // A trace that fails must not decide over an answer.
    console.error('[callgate] instrument:', error);
  }
  return settling ?? failed(exchange, new Error('`instrument` must call what it is given.'));
}

function settleInside(exchange: Exchange): Promise<Settled> {
  // Without middleware no web response is made of the answer and taken apart again.
  return exchange.target.middleware.length === 0
    ? settleFunction(exchange)
    : settleLayers(exchange);
}

async function settleLayers(exchange: Exchange): Promise<Settled> {
  let inner: Settled | undefined;
  try {
    const answer = await runMiddleware(exchange, async () => {
      inner = await settleFunction(exchange);
      return inner.answer;
    });
    if (inner !== undefined) return completed(exchange, answer, inner);
    // A middleware has answered by itself, after it may have set and invalidated something.
    await exchange.call?.settle();
    const effects = exchange.call?.usedRequest?.effects;
    return completed(exchange, withHeaders(answer, effects ? effectHeaders(effects) : []));
  } catch (error) {
    return settleThrown(exchange, error);
  }
}

async function settleFunction(exchange: Exchange): Promise<Settled> {
  const { inside, answer } = PIPELINES[exchange.kind];
  try {
    const running = runStages(inside, exchange);
    if (running !== undefined) await running;
    const answering = runStages(answer, exchange);
    if (answering !== undefined) await answering;
    return completed(exchange, exchange.answer);
  } catch (error) {
    return settleThrown(exchange, error);
  }
}

/** Runs stages, the first ones at once: a promise is made where one is waited for. */
function runStages(stages: readonly Stage[], exchange: Exchange): Promise<void> | undefined {
  let count = 0;
  for (const { name, run } of stages) {
    count += 1;
    exchange.stage = name;
    const pending = run(exchange);
    if (pending !== undefined) return runRest(pending, stages.slice(count), exchange);
  }
  return undefined;
}

async function runRest(
  first: Promise<void>,
  stages: readonly Stage[],
  exchange: Exchange,
): Promise<void> {
  await first;
  for (const { name, run } of stages) {
    exchange.stage = name;
    const pending = run(exchange);
    if (pending !== undefined) await pending;
  }
}

/** An answer to what was thrown: some of it is meant for the client, the rest is for the log. */
async function settleThrown(exchange: Exchange, error: unknown): Promise<Settled> {
  const outcome = meantForClient(exchange, error);
  if (outcome === undefined) return failed(exchange, error);
  exchange.outcome = outcome;
  const { stage } = exchange;
  try {
    await runStages(PIPELINES[exchange.kind].answer, exchange);
    exchange.stage = stage;
    return completed(exchange, exchange.answer);
  } catch (failure) {
    return failed(exchange, failure);
  }
}

function meantForClient(exchange: Exchange, error: unknown): Outcome | undefined {
  if (isActionError(error)) return { type: 'error', error };
  if (!isNavigation(error)) return undefined;
  recordNavigation(runningCall(exchange).request.effects, error);
  return { type: 'navigation' };
}
