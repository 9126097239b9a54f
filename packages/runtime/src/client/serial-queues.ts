/** Runs tasks with the same name one after the other. */
export type SerialQueues = <T>(
  name: string | undefined,
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
) => Promise<T>;

/** Makes a set of queues; each exists while a task is in it. */
export function createSerialQueues(): SerialQueues {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, signal, task) => {
    if (name === undefined) return task();
    const before = tails.get(name);
    // A task that fails holds nobody up, and one that is called off while it waits never starts.
    const turn = before === undefined ? Promise.resolve() : before.catch(() => {});
    const run = turn.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    tails.set(name, run);
    try {
      return await run;
    } finally {
      if (tails.get(name) === run) tails.delete(name);
    }
  };
}
