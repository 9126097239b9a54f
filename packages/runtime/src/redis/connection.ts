/**
 * The part of a Redis client that is used: a command as a list of texts. Clients of `redis` have it;
 * for `ioredis` it is `{ sendCommand: ([name, ...rest]) => client.call(name, ...rest) }`.
 */
export interface RedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** How a client is used. */
export interface ConnectionOptions {
  readonly client: RedisClient;
  /**
   * Milliseconds until a command that is not answered is given up, for clients that wait for a
   * connection without end.
   *
   * @default 1_000
   */
  readonly timeout?: number;
  /**
   * Milliseconds after a failure in which Redis is not asked again, so that requests do not wait for
   * what is down.
   *
   * @default 1_000
   */
  readonly cooldown?: number;
}

/** A connection that answers or fails in time. */
export interface Connection {
  send(command: readonly (string | number)[]): Promise<unknown>;
}

const BRAND = Symbol.for('callgate.RedisUnavailable');

/** Redis did not answer: it is down, out of reach, or still starting. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';

  constructor(reason: string, cause?: unknown) {
    super(`Redis cannot be used: ${reason}.`, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error says that Redis is down. */
export function isRedisUnavailable(error: unknown): error is RedisUnavailableError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}

// Replies of a Redis that is there and does what it is told; the command or the script is wrong.
const OUR_FAULT = /^(?:ERR|WRONGTYPE|NOSCRIPT|NOPERM)\b/;

/** Wraps a client. */
export function createConnection(options: ConnectionOptions): Connection {
  const { client, timeout = 1000, cooldown = 1000 } = options;
  if (typeof client?.sendCommand !== 'function') {
    throw new TypeError('`client` must be a Redis client with a method `sendCommand`.');
  }
  let failure: RedisUnavailableError | undefined;
  let retryAt = 0;

  return {
    async send(command) {
      if (failure !== undefined && performance.now() < retryAt) throw failure;
      // Whoever comes while this one tries does not try, too.
      if (failure !== undefined) retryAt = performance.now() + timeout;
      try {
        const reply = await inTime(client.sendCommand(command.map(String)), timeout);
        failure = undefined;
        return reply;
      } catch (error) {
        if (error instanceof Error && OUR_FAULT.test(error.message)) {
          failure = undefined;
          throw error;
        }
        failure = toUnavailable(error);
        retryAt = performance.now() + cooldown;
        throw failure;
      }
    },
  };
}

function toUnavailable(error: unknown): RedisUnavailableError {
  if (isRedisUnavailable(error)) return error;
  const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
  return new RedisUnavailableError(reason, error);
}

async function inTime<T>(reply: Promise<T>, timeout: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void =>
      reject(new RedisUnavailableError(`it has not answered within ${timeout} ms`));
    timer = setTimeout(() => {
      // A process that was held up itself runs its timers before it reads what has arrived.
      timer = setTimeout(giveUp, 0);
    }, timeout);
  });
  try {
    return await Promise.race([reply, late]);
  } finally {
    clearTimeout(timer);
    // An answer after the time is up is nobody's.
    reply.catch(() => {});
  }
}
