/**
 * Makes calls that come at once share one run. A caller gets the result of a run that starts after
 * its call: what it has put down before is part of it.
 */
export function createBatch(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const start = (): Promise<void> => {
    const started = run().finally(() => {
      if (current === started) current = undefined;
    });
    current = started;
    return started;
  };

  return () => {
    if (current === undefined) return start();
    next ??= current
      .catch(() => {}) // its own callers are told
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
