import { isKeptRunning } from '../context/keep-running.ts';
import { createRequestContext, type RequestContext } from '../context/request-context.ts';
import { runInScope, type Scope } from '../context/scope.ts';
import { settleEffects } from '../context/settle-effects.ts';
import { digestBody } from './body/digest-body.ts';
import type { CallContext } from './call-context.ts';
import { Cancellation } from './cancellation.ts';
import type { Exchange } from './exchange.ts';
import { readInto } from './stages/body.ts';

/**
 * A call from the first code of the app that runs for it to the end of its answer. What code can ask
 * for is made when it does: most functions know nothing of their call.
 */
export class RunningCall implements Scope {
  readonly cancellation: Cancellation = new Cancellation();
  readonly #exchange: Exchange;
  #call: CallContext | undefined;
  #request: RequestContext | undefined;
  #isSettled = false;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    exchange.incoming.onDisconnect(() => {
      if (this.#request !== undefined && isKeptRunning(this.#request)) return;
      this.cancellation.abort(new DOMException('The client is gone.', 'AbortError'));
    });
  }

  /** What the function and its middleware know of the call. */
  get call(): CallContext {
    return (this.#call ??= callContext(this.#exchange, this.cancellation));
  }

  /** What the server API knows: cookies, headers, and what the function asks for. */
  get request(): RequestContext {
    if (this.#request === undefined) {
      this.#request = requestContext(this.#exchange, this.cancellation);
      this.#request.effects.closed = this.#isSettled;
    }
    return this.#request;
  }

  /** The same, if anything has asked for it: without, nothing can have been asked for. */
  get usedRequest(): RequestContext | undefined {
    return this.#request;
  }

  /** Ends the part in which the function can ask for something. */
  settle(): Promise<void> | undefined {
    this.#isSettled = true;
    return this.#request && settleEffects(this.#request);
  }
}

/** The running call of an exchange, started when it is first asked for. */
export function runningCall(exchange: Exchange): RunningCall {
  return (exchange.call ??= new RunningCall(exchange));
}

/** Runs code as part of a call: `currentCall`, `cookies` and the like know it. */
export function runInside<T>(call: RunningCall, run: () => T): T {
  return runInScope(call, run);
}

/** Runs code as part of no call, whichever it was started by. */
export function runOutside<T>(run: () => T): T {
  return runInScope(undefined, run);
}

function callContext(exchange: Exchange, cancellation: Cancellation): CallContext {
  const { incoming, dispatcher, target, context } = exchange;
  const { id, name, module, stableName } = target;
  return {
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
    context,
    async bodyDigest() {
      await readInto(exchange, target.limits);
      return digestBody(exchange.body);
    },
    loadFunction: dispatcher.loadFunction,
  };
}

function requestContext(exchange: Exchange, cancellation: Cancellation): RequestContext {
  const { incoming, dispatcher, context } = exchange;
  const page = pageOf(incoming.header('callgate-page'), incoming.origin);
  return createRequestContext({
    get request() {
      return incoming.request;
    },
    get signal() {
      return cancellation.signal;
    },
    route: page === undefined ? undefined : dispatcher.route?.(page),
    waitUntil: dispatcher.waitUntil && ((work) => dispatcher.waitUntil?.(work, context)),
    ...(page !== undefined && { page }),
  });
}

/** The page that a call comes from, as its client says: a path of this origin, or nothing. */
function pageOf(header: string | null, origin: string): URL | undefined {
  if (header === null || !header.startsWith('/') || !URL.canParse(header, origin)) return undefined;
  const page = new URL(header, origin);
  return page.origin === new URL(origin).origin ? page : undefined;
}
