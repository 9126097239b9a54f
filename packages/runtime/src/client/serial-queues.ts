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
    // A task that fails holds nobody up, and one that is called off while it waits never starts.
    const run = (tails.get(name) ?? Promise.resolve()).then(start, start);
    tails.set(name, run);
    const leave = (): void => {
      if (tails.get(name) === run) tails.delete(name);
    };
    run.then(leave, leave);
    return signal === undefined ? run : orCalledOff(run, signal);

    function start(): ReturnType<typeof task> {
      signal?.throwIfAborted();
      return task();
    }
  };
}

/** The result of a task, whose turn may be far off, unless it is called off before. */
function orCalledOff<T>(run: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    run.then(resolve, reject).then(() => signal.removeEventListener('abort', end));
  });
}
