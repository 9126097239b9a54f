import { sharedState } from '../shared-state.ts';
import { takeCallOptions } from './call-options.ts';
import { type CallServer, bindingSlot } from './client-binding.ts';
import type { EffectHooks } from './effects.ts';
import { createSerialQueues } from './serial-queues.ts';
import { sendCall } from './send-call.ts';
import { limitTime } from './time-limit.ts';
import type { Send } from './transport.ts';
import type { OnUnavailable } from './unavailable.ts';

/** Where and how calls are sent. */
export interface CallServerOptions extends EffectHooks {
  /**
   * The base of the dispatcher, a path or a URL.
   *
   * @default '/_callgate'
   */
  readonly endpoint?: string;
  /**
   * Sends a request.
   *
   * @default the global `fetch`
   */
  readonly fetch?: Send;
  /** Further headers of each call. */
  readonly headers?: () => HeadersInit;
  /**
   * Names the build of the page, so that the server can refuse a call of another one.
   *
   * @default not sent
   */
  readonly build?: string | undefined;
  /**
   * Milliseconds until a call rejects with an `ActionTimeoutError`.
   *
   * @default 0, no limit
   */
  readonly timeout?: number;
  /**
   * What to do when the server is of another build than the page.
   *
   * @default 'throw'
   */
  readonly onUnavailable?: OnUnavailable;
}

/**
 * Makes the function that sends calls to a dispatcher and decodes their results. Calls run in
 * parallel; `withCallOptions` puts one into a queue, and gives it a signal, a time limit or retries.
 */
export function createCallServer(options: CallServerOptions = {}): CallServer {
  const { endpoint = '/_callgate', timeout = 0 } = options;
  const base = endpoint.replace(/\/$/, '');
  const inQueue = createSerialQueues();
  return async function callThisServer(id, given) {
    const [args, call] = takeCallOptions(given);
    return inQueue(call.queue, call.signal, async () => {
      const binding = bindingSlot('client').get();
      const limit = limitTime(call.signal, call.timeout ?? timeout);
      const decode = (response: Response): Promise<unknown> =>
        binding.decodeResponse(response, callThisServer);
      const result = (async () => {
        const body = await binding.encodeReply(endWith(limit.signal, args), limit.signal);
        // React gives what it has so far when the signal ends the encoding.
        limit.signal.throwIfAborted();
        return sendCall({
          url: `${base}/${id}`,
          body,
          signal: limit.signal,
          call,
          options,
          decode,
        });
      })();
      try {
        // Encoders and transports may be slow to notice a signal.
        return await Promise.race([result, limit.ended]);
      } finally {
        limit.clear();
      }
    });
  };
}

/** Lets a signal end the reading of streams; React would read them to their end. */
function endWith(signal: AbortSignal, args: unknown[]): unknown[] {
  return args.map((value) =>
    value instanceof ReadableStream ? value.pipeThrough(new TransformStream(), { signal }) : value,
  );
}

const state = sharedState<{ callServer: CallServer | undefined }>('call-server', () => ({
  callServer: undefined,
}));

/** Sets what sends the calls of all references of this client. */
export function setCallServer(send: CallServer): void {
  state.callServer = send;
}

/** Calls a server function as references do. Hosts hand it to React with the Flight they decode. */
export function callServer(id: string, args: unknown[]): Promise<unknown> {
  state.callServer ??= createCallServer();
  return state.callServer(id, args);
}
