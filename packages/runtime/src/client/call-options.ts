import type { Send } from './transport.ts';

/** How one call is made. */
export interface CallOptions {
  /** Ends the call. It rejects with the signal's reason, and the server is told. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the call rejects with an `ActionTimeoutError`; `0` or `Infinity` for no limit. */
  readonly timeout?: number;
  /**
   * Calls with the same name run one after the other, in the order in which they were made.
   *
   * @default none: calls run in parallel
   */
  readonly queue?: string;
  /**
   * Says that doing it twice does no more than doing it once, and so allows to send the call again
   * when the connection fails or the server is too busy. A text is sent as `idempotency-key`, by
   * which the server's idempotency middleware recognises what it has done already.
   *
   * @default false
   */
  readonly idempotent?: boolean | string;
  /**
   * How often an idempotent call is sent again.
   *
   * @default 2
   */
  readonly retries?: number;
  /** Sends the requests of this call, `fetchWithProgress(…)` for instance. */
  readonly fetch?: Send;
}

const OPTIONS = Symbol.for('@callgate/runtime/call-options');

interface Carrier {
  [OPTIONS]: CallOptions | undefined;
}

/**
 * Gives a server function options for its calls.
 *
 * ```
 * await withCallOptions(save, { queue: 'cart', signal })(formData)
 * ```
 *
 * The options travel behind the arguments as far as the call server, because React waits for sealed
 * captures before it calls. So it must be given the reference, not a function that calls it.
 *
 * @throws TypeError, as a rejection, when what was given is not a reference of a server function
 */
export function withCallOptions<A extends unknown[], R>(
  reference: (...args: A) => Promise<R>,
  options: CallOptions,
): (...args: A) => Promise<R> {
  return async (...args) => {
    const carrier: Carrier = { [OPTIONS]: options };
    // One more argument than the function declares; the call server takes it off.
    const result = await Reflect.apply(reference, undefined, [...args, carrier]);
    if (carrier[OPTIONS] !== undefined) {
      throw new TypeError('`withCallOptions` was not given a reference of a server function.');
    }
    return result;
  };
}

/** Takes the options of a call off the end of its arguments, and marks them as taken. */
export function takeCallOptions(args: readonly unknown[]): [unknown[], CallOptions] {
  const carrier = args.at(-1);
  if (!isCarrier(carrier)) return [[...args], {}];
  const options = carrier[OPTIONS] ?? {};
  carrier[OPTIONS] = undefined;
  return [args.slice(0, -1), options];
}

/** The arguments that a function can receive, and the options of the call behind them. */
export function trimArguments(args: unknown[], parameters: number | undefined): unknown[] {
  const carrier = args.at(-1);
  return isCarrier(carrier)
    ? [...args.slice(0, -1).slice(0, parameters), carrier]
    : args.slice(0, parameters);
}

function isCarrier(value: unknown): value is Carrier {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, OPTIONS);
}
