import { isRefusal } from '../refusal.ts';
import { answerError, answerRefusal } from './answer.ts';
import { createDigest } from './events.ts';
import { createExchange, type Exchange, type Stage } from './exchange.ts';
import { type Dispatcher, type HandlerOptions, readOptions } from './options.ts';
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

/** Each stage is cheaper than the next, and none is reached before the ones above it have passed. */
const STAGES: readonly Stage[] = [
  requestStage,
  originStage,
  functionStage,
  contentLengthStage,
  bodyStage,
  decodeStage,
  argumentsStage,
  loadStage,
  runStage,
  encodeStage,
];

/** Answers a request, or gives `null` for one that is not a call of a server function. */
export type ServerFunctionHandler = (
  request: Request,
  context?: unknown,
) => Promise<Response | null>;

/**
 * Makes the handler that runs server functions: `POST <base>/<id>` with React's encoding of the
 * arguments, answered with React's encoding of the result.
 *
 * Always on: other sites cannot call; only functions of the manifest can be called, and their modules
 * are loaded only then; bodies and running times have limits; errors that a function throws stay in
 * the log, the client gets a digest.
 */
export function createServerFunctionHandler(options: HandlerOptions): ServerFunctionHandler {
  const dispatcher = readOptions(options);
  return async (request, context) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(dispatcher.prefix)) return null;
    return dispatch(createExchange(dispatcher, request, url, context));
  };
}

async function dispatch(exchange: Exchange): Promise<Response> {
  const { onEvent } = exchange.dispatcher;
  const start = performance.now();
  let stage = '';
  try {
    for (const { name, run } of STAGES) {
      stage = name;
      await run(exchange);
    }
  } catch (error) {
    return answerFailure(exchange, stage, error);
  }
  onEvent({ type: 'completed', id: exchange.target.id, duration: performance.now() - start });
  return exchange.response;
}

function answerFailure(
  { dispatcher, target }: { dispatcher: Dispatcher; target?: Exchange['target'] },
  stage: string,
  error: unknown,
): Response {
  const id = target?.id;
  if (isRefusal(error)) {
    const { code, status, message, cause } = error;
    dispatcher.onEvent({ type: 'refused', code, status, reason: message, cause, stage, id });
    return answerRefusal(error);
  }
  const digest = createDigest();
  dispatcher.onEvent({ type: 'error', id, error, digest, stage });
  return answerError(digest);
}
