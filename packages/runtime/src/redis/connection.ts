/** The part of a client of `redis` that is used: a command as a list of texts. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** The part of a client of `ioredis` that is used: a command, and what belongs to it. */
export interface IoRedisClient {
  call(command: string, args: string[]): Promise<unknown>;
}

/** A client of `redis` or of `ioredis`, or anything that sends commands like one of them. */
export type RedisClient = NodeRedisClient | IoRedisClient;

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
  const sendCommand = senderOf(client);
  let failure: RedisUnavailableError | undefined;
  let retryAt = 0;

  return {
    async send(command) {
      if (failure !== undefined && performance.now() < retryAt) throw failure;
      // Whoever comes while this one tries does not try, too.
      if (failure !== undefined) retryAt = performance.now() + timeout;
      try {
        const reply = await inTime(sendCommand(command.map(String)), timeout);
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

function senderOf(client: RedisClient): (command: string[]) => Promise<unknown> {
  // `ioredis` has both names, and takes its own objects under the other one.
  if (typeof client === 'object' && client !== null) {
    if ('call' in client) return ([name = '', ...args]) => client.call(name, args);
    if ('sendCommand' in client) return (command) => client.sendCommand(command);
  }
  throw new TypeError('`client` must be a client of `redis` or of `ioredis`.');
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
