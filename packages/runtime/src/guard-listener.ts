/**
 * Makes a listener that cannot break what it listens to: what it throws, or rejects with later, is
 * ignored. A log that fails must not decide over an answer.
 */
export function guardListener<T>(listener: (value: T) => unknown): (value: T) => void {
  return (value) => {
    try {
      const told = listener(value);
      if (told instanceof Promise) told.catch(() => {});
    } catch {
      // It has had its chance.
    }
  };
}
