import { isKeptRunning } from '../context/keep-running.ts';
import { createRequestContext, type RequestContext } from '../context/request-context.ts';
import { runInScope } from '../context/scope.ts';
import { digestBody } from './body/digest-body.ts';
import type { CallContext } from './call-context.ts';
import { type Cancellation, createCancellation } from './cancellation.ts';
import type { Exchange } from './exchange.ts';
import { readInto } from './stages/body.ts';

/** A call from the first code of the app that runs for it to the end of its answer. */
export interface RunningCall {
  readonly call: CallContext;
  /** What the server API knows: cookies, headers, and what the function asks for. */
  readonly request: RequestContext;
  readonly cancellation: Cancellation;
}

/** The running call of an exchange, started when it is first asked for. */
export function runningCall(exchange: Exchange): RunningCall {
  return (exchange.call ??= startCall(exchange));
}

/** Runs code as part of a call: `currentCall`, `cookies` and the like know it. */
export function runInside<T>(call: RunningCall, run: () => T): T {
  return runInScope(call, run);
}

/** Runs code as part of no call, whichever it was started by. */
export function runOutside<T>(run: () => T): T {
  return runInScope(undefined, run);
}

function startCall(exchange: Exchange): RunningCall {
  const { incoming, dispatcher, target, context: hostContext } = exchange;
  const cancellation = createCancellation();
  const page = pageOf(incoming.header('callgate-page'), incoming.origin);
  const route = page === undefined ? undefined : dispatcher.route?.(page);
  const { id, name, module, stableName } = target;
  const request = createRequestContext({
    get request() {
      return incoming.request;
    },
    get signal() {
      return cancellation.signal;
    },
    route,
    waitUntil: dispatcher.waitUntil && ((work) => dispatcher.waitUntil?.(work, hostContext)),
    ...(page !== undefined && { page }),
  });
  incoming.onDisconnect(() => {
    if (isKeptRunning(request)) return;
    cancellation.abort(new DOMException('The client is gone.', 'AbortError'));
  });
  return {
    call: {
      id,
      name,
      module,
      stableName,
      get request() {
        return incoming.request;
      },
      get signal() {
        return cancellation.signal;
      },
      context: hostContext,
      async bodyDigest() {
        await readInto(exchange, target.limits);
        return digestBody(exchange.body);
      },
      loadFunction: dispatcher.loadFunction,
    },
    request,
    cancellation,
  };
}

/** The page that a call comes from, as its client says: a path of this origin, or nothing. */
function pageOf(header: string | null, origin: string): URL | undefined {
  if (header === null || !header.startsWith('/') || !URL.canParse(header, origin)) return undefined;
  const page = new URL(header, origin);
  return page.origin === new URL(origin).origin ? page : undefined;
}
